package dev.plimsoll.telemetry.signalling;

import dev.plimsoll.model.result.Percentiles;
import dev.plimsoll.telemetry.latency.HdrLog;
import dev.plimsoll.telemetry.latency.LatencyTrack;
import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Ends a second: what the meter took in becomes points, HDR log intervals and the report's series. For one thread.
 */
public final class SecondTicker implements AutoCloseable {
    private final SignallingMeter meter;
    private final Consumer<Point> points;
    private final HdrLog connectLog;
    private final HdrLog ackLog;
    private final HdrLog deliveryLog;
    private final List<Long> openSeries = new ArrayList<>();
    private final List<Long> publishedSeries = new ArrayList<>();
    private final List<Long> deliveredSeries = new ArrayList<>();
    private SignallingMeter.Counters before = SignallingMeter.Counters.ZERO;
    private Instant intervalStart;

    public SecondTicker(SignallingMeter meter, Consumer<Point> points, Path folder, Instant start) throws IOException {
        this.meter = meter;
        this.points = points;
        this.intervalStart = start;
        this.connectLog = new HdrLog(folder.resolve("connect.hlog"), start.toEpochMilli());
        this.ackLog = new HdrLog(folder.resolve("ack.hlog"), start.toEpochMilli());
        this.deliveryLog = new HdrLog(folder.resolve("delivery.hlog"), start.toEpochMilli());
    }

    /** Ends the second that began at the last call. */
    public void tick(Instant now) {
        SignallingMeter.Counters counters = meter.counters();
        SignallingMeter.Counters delta = counters.minus(before);
        before = counters;
        openSeries.add(meter.census().takePeak());
        publishedSeries.add(delta.sent());
        deliveredSeries.add(delta.received());
        long nanos = Point.nanosOf(now);
        connects(nanos, now);
        connections(nanos);
        publishes(nanos, now, delta);
        deliveries(nanos, now, delta);
        intervalStart = now;
    }

    public List<Long> openSeries() {
        return List.copyOf(openSeries);
    }

    public List<Long> publishedSeries() {
        return List.copyOf(publishedSeries);
    }

    public List<Long> deliveredSeries() {
        return List.copyOf(deliveredSeries);
    }

    /** Latencies of the whole run up to the last tick. */
    public record Latencies(Percentiles connect, Percentiles ack, Percentiles delivery, Percentiles lag) {}

    public Latencies latencies() {
        return new Latencies(
                meter.connects().accepted(Source.LOAD).percentiles(),
                meter.acks().percentiles(),
                meter.deliveries().percentiles(),
                meter.lags().percentiles());
    }

    private void connects(long nanos, Instant now) {
        for (Map.Entry<ConnectTracks.Key, LatencyTrack> entry :
                meter.connects().all().entrySet()) {
            Histogram interval = entry.getValue().endInterval();
            if (entry.getKey().equals(new ConnectTracks.Key(Source.LOAD, "accepted"))) {
                connectLog.interval(interval, intervalStart.toEpochMilli(), now.toEpochMilli());
            }
            if (interval.getTotalCount() > 0) {
                Percentiles ms = LatencyTrack.percentiles(interval);
                points.accept(Point.of(Measurement.WS_CONNECT, nanos)
                        .tag("source", entry.getKey().source().label())
                        .tag("outcome", entry.getKey().outcome())
                        .field("count", interval.getTotalCount())
                        .field("p50_ms", ms.p50())
                        .field("p99_ms", ms.p99())
                        .field("max_ms", ms.max())
                        .build());
            }
        }
    }

    private void connections(long nanos) {
        for (Source source : Source.values()) {
            points.accept(Point.of(Measurement.WS_CONNECTIONS, nanos)
                    .tag("source", source.label())
                    .field("open", meter.census().open(source))
                    .build());
        }
    }

    private void publishes(long nanos, Instant now, SignallingMeter.Counters delta) {
        Histogram acks = meter.acks().endInterval();
        Percentiles ack = LatencyTrack.percentiles(acks);
        Percentiles lag = LatencyTrack.percentiles(meter.lags().endInterval());
        ackLog.interval(acks, intervalStart.toEpochMilli(), now.toEpochMilli());
        points.accept(Point.of(Measurement.WS_PUBLISH, nanos)
                .field("sent", delta.sent())
                .field("acked", delta.acked())
                .field("refused", delta.refused())
                .field("ack_p50_ms", ack.p50())
                .field("ack_p99_ms", ack.p99())
                .field("lag_max_ms", lag.max())
                .build());
    }

    private void deliveries(long nanos, Instant now, SignallingMeter.Counters delta) {
        Histogram interval = meter.deliveries().endInterval();
        Percentiles ms = LatencyTrack.percentiles(interval);
        deliveryLog.interval(interval, intervalStart.toEpochMilli(), now.toEpochMilli());
        points.accept(Point.of(Measurement.WS_DELIVERY, nanos)
                .field("received", delta.received())
                .field("duplicates", delta.duplicates())
                .field("reordered", delta.reordered())
                .field("p50_ms", ms.p50())
                .field("p99_ms", ms.p99())
                .field("max_ms", ms.max())
                .build());
    }

    @Override
    public void close() {
        connectLog.close();
        ackLog.close();
        deliveryLog.close();
    }
}
