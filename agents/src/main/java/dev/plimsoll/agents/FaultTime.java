package dev.plimsoll.agents;

import dev.plimsoll.model.fault.FaultEvent;
import java.time.Duration;

/** When something was done to the calls on purpose, in seconds of the run. For one thread. */
final class FaultTime {
    private static final int NEVER = -1;

    private int callsBegan;
    private int lastOn = NEVER;
    private boolean on;

    void callsBegan(int second) {
        callsBegan = second;
    }

    void accept(FaultEvent event, int second) {
        if (event instanceof FaultEvent.Began began) {
            on = began.fault().kind().isLasting();
            lastOn = second;
        } else if (event instanceof FaultEvent.Undone) {
            on = false;
            lastOn = second;
        }
    }

    /** Whether a fault was on between a moment, on the clock of the calls, and now. */
    boolean wasOnSince(Duration moment) {
        return on || (lastOn != NEVER && lastOn >= callsBegan + moment.toSeconds());
    }
}
