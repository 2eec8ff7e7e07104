package dev.plimsoll.agents.host;

import dev.plimsoll.agents.control.AgentEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells the run what happens, from a thread of its own, so that whoever owns the peers never waits for the run. When the run
 * is slow, points are left out first and counted; a run that takes nothing at all any more is given up.
 */
final class Outbox {
    static final int MOST_POINTS_WAITING = 20_000;
    static final int MOST_WAITING = 100_000;

    private final LinkedBlockingQueue<AgentEvent> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicLong pointsDropped = new AtomicLong();
    private final Wire wire;
    private final Runnable onDeaf;
    private final Thread writer = new Thread(this::write, "agents-tell");
    private volatile boolean closing;

    /** The control channel's sending side. */
    interface Wire {
        void send(AgentEvent event) throws IOException;
    }

    /** @param onDeaf called when the run cannot be told any more */
    Outbox(Wire wire, Runnable onDeaf) {
        this.wire = wire;
        this.onDeaf = onDeaf;
    }

    Outbox start() {
        writer.setDaemon(true);
        writer.start();
        return this;
    }

    /** Never waits. For any thread. */
    void tell(AgentEvent event) {
        if (event instanceof AgentEvent.PointMeasured && waiting.size() >= MOST_POINTS_WAITING) {
            pointsDropped.incrementAndGet();
        } else if (!waiting.offer(event)) {
            onDeaf.run();
        }
    }

    long pointsDropped() {
        return pointsDropped.get();
    }

    private void write() {
        try {
            while (!closing || !waiting.isEmpty()) {
                AgentEvent event = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (event != null) {
                    wire.send(event);
                }
            }
        } catch (IOException e) {
            onDeaf.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until everything is told, but not long. */
    void drain() throws InterruptedException {
        closing = true;
        writer.join(Duration.ofSeconds(5).toMillis());
    }
}
