package dev.plimsoll.live;

import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.telemetry.point.Point;

/**
 * What the live page is told of a run. Every method may be called from any thread and never waits: what finds the page's
 * queue full is counted, shown on the page, and not shown otherwise; the run loses nothing by it.
 */
public interface LiveFeed {
    /** For runs that are shown nowhere. */
    LiveFeed NONE = new LiveFeed() {
        @Override
        public void point(Point point) {
            // Nobody looks on.
        }

        @Override
        public void stage(String name, String state) {
            // Nobody looks on.
        }

        @Override
        public void verdict(Check check) {
            // Nobody looks on.
        }
    };

    /** A point, as it goes to the spool. */
    void point(Point point);

    /** Where a stage stands, in a sentence; it replaces what the stage said before. */
    void stage(String name, String state);

    /** A verdict; it replaces the check's last one. */
    void verdict(Check check);
}
