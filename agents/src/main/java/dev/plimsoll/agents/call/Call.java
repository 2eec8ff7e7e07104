package dev.plimsoll.agents.call;

import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.AgentOrder;
import dev.plimsoll.agents.control.CallSettings;
import dev.plimsoll.agents.control.Incident;
import dev.plimsoll.agents.control.WireOutcome;
import dev.plimsoll.agents.rtc.Peer;
import dev.plimsoll.agents.stats.SamplePhase;
import dev.plimsoll.agents.turn.IceChoice;
import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.scenario.StatsOf;
import dev.plimsoll.model.scenario.TurnPath;
import dev.plimsoll.signalling.ice.TurnDetours;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call, both ends of it or the one that is ours, from its start to its end. Everything happens on the owner's thread. */
public final class Call {
    private static final Logger LOG = LoggerFactory.getLogger(Call.class);
    private static final Duration SAMPLE_PERIOD = Duration.ofSeconds(1);
    private static final int MOST_INCIDENTS = 500;
    private static final int LONGEST_DETAIL = 200;

    private final Surroundings surroundings;
    private final AgentOrder.Pair pair;
    private final Consumer<AgentOrder.Pair> onOver;
    private final Timers timers;
    private final List<Agent> ends = new ArrayList<>();
    private final List<Timers.Timer> deadlines = new ArrayList<>();
    private final Echo echo = new Echo();
    private final Pulse pulse = new Pulse();
    private final Sampler sampler;
    private final Chatter chatter;
    private long startedNanos;
    private int incidents;
    private boolean connected;
    private boolean ending;
    private boolean over;

    /** @param onOver called once, when everything of the call is released */
    public Call(Surroundings surroundings, AgentOrder.Pair pair, Consumer<AgentOrder.Pair> onOver) {
        this.surroundings = surroundings;
        this.pair = pair;
        this.onOver = onOver;
        this.timers = Timers.of(surroundings.owner(), this::internal);
        end(pair.caller(), true).ifPresent(ends::add);
        end(pair.callee(), false).ifPresent(ends::add);
        this.sampler =
                new Sampler(surroundings, pair, sampled(), echo, pulse, (end, what) -> incident(end, what, "", 0));
        this.chatter = new Chatter(
                timers, echo, ends.get(0)::send, surroundings.settings().dataPerSecond());
    }

    /** The other end is not one of ours. */
    private boolean isAlone() {
        return pair.caller() == null || pair.callee() == null;
    }

    private List<Agent> sampled() {
        return surroundings.settings().statsOf() == StatsOf.ONE ? ends.subList(0, 1) : ends;
    }

    private IceChoice choice() {
        TurnPath path = TurnPath.parse(pair.path()).orElseThrow();
        CallSettings settings = surroundings.settings();
        return new IceChoice(path, settings.withPort53(), new TurnDetours(settings.turnDetours()));
    }

    private Optional<Agent> end(String peerId, boolean caller) {
        return Optional.ofNullable(peerId)
                .map(id -> new Agent(
                        new Agent.Role(id, pair.channel(), caller, isAlone(), choice()), surroundings, new OfAgents()));
    }

    public void start() {
        startedNanos = System.nanoTime();
        ends.forEach(Agent::start);
        deadlines.add(timers.after(surroundings.settings().setupTimeoutMs(), TimeUnit.MILLISECONDS, this::setupTimeUp));
        deadlines.add(timers.after(pair.durationMs(), TimeUnit.MILLISECONDS, this::end));
    }

    private void setupTimeUp() {
        if (!connected) {
            fail(whyNotReady(), "");
        }
    }

    private String whyNotReady() {
        return ends.stream()
                .filter(end -> !end.isReady())
                .findFirst()
                .map(Agent::whyNotReady)
                .orElse("internal");
    }

    private void changed() {
        if (!connected && !over && ends.stream().allMatch(Agent::isReady)) {
            connected = true;
            pulse.begin(System.nanoTime());
            surroundings.events().accept(new AgentEvent.PairConnected(pair.id(), System.nanoTime() - startedNanos));
            // Calls that began together shall not be sampled together.
            scheduleSample(SamplePhase.of(pair.id().hashCode() & 0xffff, SAMPLE_PERIOD));
            if (ends.get(0).isCaller()) {
                chatter.start();
            }
        }
    }

    private void scheduleSample(Duration delay) {
        timers.after(delay.toNanos(), TimeUnit.NANOSECONDS, () -> {
            if (!over && !ending) {
                scheduleSample(SAMPLE_PERIOD);
                sampler.sample(() -> {});
            }
        });
    }

    private void message(Agent end, byte[] message, Peer.Reply reply, long arrivedNanos) {
        if (end.isCaller()) {
            echo.returned(message, arrivedNanos);
            pulse.heard(arrivedNanos);
        } else {
            echo.heard();
            reply.send(message);
        }
    }

    /** New TURN credentials for both ends, now. */
    public void renewCredentials() {
        ends.forEach(Agent::renewCredentials);
    }

    /** Cuts both ends off the signalling service; neither connects again for this long. */
    public void dropSignalling(Duration away) {
        ends.forEach(end -> end.dropSignalling(away));
    }

    /** Ends the call in good order: what is on its way may still come, and is in the last sample. */
    public void end() {
        if (over || ending) {
            return;
        }
        if (!connected) {
            fail(whyNotReady(), "ended before it was connected");
            return;
        }
        ending = true;
        pulse.stop(System.nanoTime());
        new Farewell(timers, chatter, sampler).then(this::ended);
    }

    private void ended() {
        if (!over) {
            surroundings.events().accept(new AgentEvent.PairEnded(pair.id()));
            close();
        }
    }

    private void fail(String reason, String detail) {
        if (!over) {
            surroundings.events().accept(new AgentEvent.PairFailed(pair.id(), reason, shortened(detail)));
            close();
        }
    }

    private void internal(Throwable error) {
        LOG.error("call {}", pair.id(), error);
        fail("internal", String.valueOf(error.getMessage()));
    }

    private static String shortened(String detail) {
        return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL);
    }

    /** Closes both ends when whoever found the end has returned: it may be deep within one of them. */
    private void close() {
        over = true;
        chatter.stop();
        deadlines.forEach(Timers.Timer::cancel);
        surroundings.owner().execute(() -> {
            ends.forEach(Agent::close);
            onOver.accept(pair);
        });
    }

    private void incident(Agent end, Incident what, String detail, long tookNanos) {
        if (!over && ++incidents <= MOST_INCIDENTS) {
            surroundings
                    .events()
                    .accept(new AgentEvent.CallIncident(
                            pair.id(),
                            Sampler.role(end),
                            what,
                            shortened(detail),
                            surroundings.epochNanos(),
                            tookNanos));
        }
    }

    private final class OfAgents implements Agent.Events {
        @Override
        public void signallingDecided(ConnectOutcome outcome) {
            surroundings.events().accept(new AgentEvent.SignallingDecided(pair.id(), WireOutcome.of(outcome)));
        }

        @Override
        public void signallingEnded(int code, boolean byUs) {
            surroundings.events().accept(new AgentEvent.SignallingEnded(pair.id(), code, byUs));
        }

        @Override
        public void changed() {
            Call.this.changed();
        }

        @Override
        public void message(Agent end, byte[] message, Peer.Reply reply, long arrivedNanos) {
            Call.this.message(end, message, reply, arrivedNanos);
        }

        @Override
        public void incident(Agent end, Incident what, String detail, long tookNanos) {
            Call.this.incident(end, what, detail, tookNanos);
        }

        @Override
        public void failed(String reason, String detail) {
            fail(reason, detail);
        }
    }
}
