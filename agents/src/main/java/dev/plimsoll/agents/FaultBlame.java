package dev.plimsoll.agents;

import dev.plimsoll.model.fault.FaultEvent;
import dev.plimsoll.model.fault.PlannedFault;
import dev.plimsoll.model.plan.PlannedPair;
import java.util.Optional;
import java.util.Set;

/** Whether a fault kept a call from being set up. Faults come one at a time. For one thread. */
final class FaultBlame {
    /** Outcomes of a set-up that found no way through TURN, beside those of TURN itself. */
    private static final Set<String> NO_WAY =
            Set.of("no-candidates", "ice-failed", "ice-timeout", "data-channel-timeout");

    private Optional<PlannedFault> fault = Optional.empty();
    private long callsBegan;
    private long lastOn;
    private boolean on;

    /** When the clock of the calls began. */
    void callsBegan(long epochNanos) {
        callsBegan = epochNanos;
    }

    void accept(FaultEvent event) {
        if (event instanceof FaultEvent.Began began) {
            fault = Optional.of(began.fault()).filter(what -> what.kind().isOfSetUps());
            on = began.fault().kind().isLasting();
            lastOn = began.atNanos();
        } else if (event instanceof FaultEvent.Undone undone) {
            on = false;
            lastOn = undone.atNanos();
        } else if (event instanceof FaultEvent.NotCarriedOut) {
            fault = Optional.empty();
        }
    }

    /** @param reason why the call was not set up */
    boolean strikes(PlannedPair call, String reason) {
        boolean noWay = reason.startsWith("turn-") || NO_WAY.contains(reason);
        boolean meanwhile = on || lastOn >= callsBegan + call.beginAt().toNanos();
        return noWay
                && meanwhile
                && fault.filter(what -> isOnTheWay(what, call)).isPresent();
    }

    private static boolean isOnTheWay(PlannedFault what, PlannedPair call) {
        return !what.kind().isOfPaths()
                || call.path().transport().map(what.transports()::contains).orElse(true);
    }
}
