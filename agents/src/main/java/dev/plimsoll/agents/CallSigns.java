package dev.plimsoll.agents;

import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.AgentEvent.Carried;
import dev.plimsoll.agents.control.Incident;
import dev.plimsoll.model.fault.FaultEvent;
import dev.plimsoll.model.fault.FaultEvent.Silence;
import java.util.Optional;

/** What the events of agents tell of calls that go through faults. Pure. */
public final class CallSigns {
    private static final String NO_PATH = "none";

    private CallSigns() {}

    /** @param nowNanos since the epoch, for events that bring no time */
    public static Optional<FaultEvent> of(AgentEvent event, long nowNanos) {
        if (event instanceof AgentEvent.PairSampled sampled) {
            return Optional.of(seen(sampled));
        } else if (event instanceof AgentEvent.PairConnected connected) {
            return Optional.of(new FaultEvent.CallUp(connected.pair(), nowNanos));
        } else if (event instanceof AgentEvent.PairFailed failed) {
            return Optional.of(new FaultEvent.CallOver(failed.pair(), failed.reason(), nowNanos));
        } else if (event instanceof AgentEvent.PairEnded ended) {
            return Optional.of(new FaultEvent.CallOver(ended.pair(), "", nowNanos));
        }
        return event instanceof AgentEvent.CallIncident incident ? of(incident) : Optional.empty();
    }

    private static Optional<FaultEvent> of(AgentEvent.CallIncident incident) {
        if (incident.what() == Incident.SIGNALLING_LOST) {
            return Optional.of(new FaultEvent.SignallingLost(incident.pair(), incident.role(), incident.epochNanos()));
        }
        return incident.what() == Incident.SIGNALLING_BACK
                ? Optional.of(new FaultEvent.SignallingBack(incident.pair(), incident.role(), incident.epochNanos()))
                : Optional.empty();
    }

    private static FaultEvent seen(AgentEvent.PairSampled sampled) {
        Carried carried = sampled.carried();
        return new FaultEvent.CallSeen(
                sampled.pair(),
                carried.untilNanos(),
                carried.heardNanos(),
                new Silence(carried.silenceFromNanos(), carried.silenceToNanos()),
                carried.messagesLost(),
                sampled.messagesSent() - sampled.messagesEchoed() - carried.messagesLost(),
                sampled.selected().contains(NO_PATH) ? "" : sampled.selected());
    }
}
