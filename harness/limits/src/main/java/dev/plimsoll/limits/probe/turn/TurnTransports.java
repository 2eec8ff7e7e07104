package dev.plimsoll.limits.probe.turn;

import dev.plimsoll.limits.pack.Parameters;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.scenario.TurnTransport;

/** On which transport a limit of a TURN server is probed. */
public final class TurnTransports {
    private TurnTransports() {}

    /** Whether a limit is one of a TURN server's that can be probed at all. */
    public static boolean isSaid(Limit limit) {
        return limit.parameters().containsKey(TurnParameters.TRANSPORT.name());
    }

    /** @param limit of a probe of TURN servers, without {@link dev.plimsoll.limits.Probe#faults faults} */
    public static TurnTransport of(Limit limit) {
        return TurnParameters.transport(new Parameters(limit).text(TurnParameters.TRANSPORT.name()))
                .orElseThrow();
    }
}
