package dev.plimsoll.telemetry.signalling;

import dev.plimsoll.telemetry.point.Point;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The seconds of a load without a run around it, ended by a thread of their own. */
public final class Seconds implements AutoCloseable {
    private final SecondTicker ticker;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "plimsoll-seconds"));

    private Seconds(SecondTicker ticker) {
        this.ticker = ticker;
    }

    /**
     * @param points is given those of each second, on the thread of the seconds
     * @param folder where the latencies' logs are written
     */
    public static Seconds begin(SignallingMeter meter, Consumer<Point> points, Path folder) throws IOException {
        Seconds seconds = new Seconds(new SecondTicker(meter, points, folder, Instant.now()));
        seconds.thread.scheduleAtFixedRate(seconds::tick, 1, 1, TimeUnit.SECONDS);
        return seconds;
    }

    private void tick() {
        ticker.tick(Instant.now());
    }

    /** Ends the last second, which may be a short one, and returns the latencies of all. Once. */
    public SecondTicker.Latencies end() throws InterruptedException {
        thread.shutdown();
        thread.awaitTermination(1, TimeUnit.SECONDS);
        tick();
        return ticker.latencies();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        ticker.close();
    }
}
