package dev.plimsoll.simulations.engine;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Lines of Gatling's report that come in masses. They are handed over together, because each handover may have to wake
 * the thread that writes them, which costs more than the line. For one event loop.
 */
public final class ReportLines {
    private static final int MOST = 2_000;
    private static final Duration LONGEST = Duration.ofMillis(250);

    private final EventLoop loop;
    private final List<Line> waiting = new ArrayList<>();

    public ReportLines(EventLoop loop) {
        this.loop = loop;
    }

    private record Line(StepLog log, String name, long startMillis, long endMillis) {}

    public void ok(StepLog log, String name, long startMillis, long endMillis) {
        if (waiting.isEmpty()) {
            loop.schedule(this::handOver, LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        }
        waiting.add(new Line(log, name, startMillis, endMillis));
        if (waiting.size() >= MOST) {
            handOver();
        }
    }

    /** To be called before a virtual user ends, for Gatling takes nothing after the last one. */
    public void handOver() {
        waiting.forEach(line -> line.log.ok(line.name, line.startMillis, line.endMillis));
        waiting.clear();
    }
}
