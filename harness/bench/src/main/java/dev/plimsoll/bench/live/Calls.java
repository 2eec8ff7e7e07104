package dev.plimsoll.bench.live;

import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The points of calls beside the load, one each and not summed up: what getStats says of selected pairs, tenths of a second. */
final class Calls {
    private static final int TENTHS = 10;

    private final int pointsPerSecond;
    private final Consumer<Point> points;
    private long count;

    Calls(int pointsPerSecond, Consumer<Point> points) {
        this.pointsPerSecond = pointsPerSecond;
        this.points = points;
    }

    /** Goes on until the process ends. */
    void start() {
        ScheduledExecutorService tenths = Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "calls"));
        tenths.scheduleAtFixedRate(this::tenth, 0, 1_000 / TENTHS, TimeUnit.MILLISECONDS);
    }

    private void tenth() {
        long nanos = Point.nanosOf(Instant.now());
        for (int i = 0; i < pointsPerSecond / TENTHS; i++) {
            points.accept(point(count, nanos + i));
            count++;
        }
    }

    private static Point point(long count, long nanos) {
        return Point.of(Measurement.WEBRTC_PAIR, nanos)
                .tag("pair", "pair-" + count % 100)
                .tag("role", count % 2 == 0 ? "caller" : "callee")
                .tag("relay_protocol", count % 3 == 0 ? "udp" : "tls")
                .field("rtt_ms", (20_000 + count * 7_919 % 9_000) / 1e3)
                .field("bytes_sent", 1_200.0 * count)
                .build();
    }
}
