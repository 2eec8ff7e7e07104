package dev.plimsoll.cli.watch;

import dev.plimsoll.live.LiveFeed;
import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;

/** What the page is told of a round: all but its verdicts, for those over the window stand there. */
record WatchFeed(LiveFeed page) implements LiveFeed {
    @Override
    public void point(Point point) {
        if (point.measurement() != Measurement.LIMIT_VERDICT) {
            page.point(point);
        }
    }

    @Override
    public void stage(String name, String state) {
        page.stage(name, state);
    }

    @Override
    public void verdict(Check check) {
        // The watch tells what it comes to over the window.
    }
}
