package dev.plimsoll.live.board;

import static dev.plimsoll.live.board.Merge.MAX;
import static dev.plimsoll.live.board.Merge.MEAN;
import static dev.plimsoll.live.board.Merge.SUM;

import dev.plimsoll.telemetry.point.Measurement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The charts of the page, in its order, and which fields of which measurements they draw. */
enum Chart {
    OPEN("Open connections", "connections", byTag(Measurement.WS_CONNECTIONS, "open", "source", MAX)),
    CONNECTS("Connects by outcome", "per second", byTag(Measurement.WS_CONNECT, "count", "outcome", SUM)),
    CONNECT_TIME(
            "Time to an accepted connect",
            "ms",
            accepted("p50_ms", "p50"),
            accepted("p99_ms", "p99"),
            accepted("max_ms", "max")),
    RATES(
            "Publishes and deliveries",
            "per second",
            line(Measurement.WS_PUBLISH, "sent", "published", SUM),
            line(Measurement.WS_DELIVERY, "received", "delivered", SUM),
            line(Measurement.WS_PUBLISH, "refused", "refused", SUM),
            line(Measurement.WS_DELIVERY, "duplicates", "duplicates", SUM),
            line(Measurement.WS_DELIVERY, "reordered", "reordered", SUM)),
    DELIVERY_TIME(
            "Publish to delivery",
            "ms",
            line(Measurement.WS_DELIVERY, "p50_ms", "p50", MAX),
            line(Measurement.WS_DELIVERY, "p99_ms", "p99", MAX),
            line(Measurement.WS_DELIVERY, "max_ms", "max", MAX)),
    ACK_TIME(
            "Publish to ack",
            "ms",
            line(Measurement.WS_PUBLISH, "ack_p50_ms", "p50", MAX),
            line(Measurement.WS_PUBLISH, "ack_p99_ms", "p99", MAX)),
    RTT("Round trip by relay protocol, mean of the peers", "ms", relayed("rtt_ms")),
    MOS("Call quality (MOS), mean of the streams", "MOS", ofAny("mos")),
    CPU(
            "CPU of the generator's machine and of each process",
            "%",
            line(Measurement.MACHINE, "cpu_idle", "idle", MEAN),
            line(Measurement.MACHINE, "cpu_steal", "steal", MAX),
            byTag(Measurement.GENERATOR, "cpu", "process", MAX)),
    HEALTH(
            "Schedule lag and collection pauses of the generator",
            "ms",
            line(Measurement.WS_PUBLISH, "lag_max_ms", "schedule lag", MAX),
            line(Measurement.MACHINE, "gc_pause_max_ms", "GC pause", MAX));

    private final String title;
    private final String unit;
    private final List<Source> sources;

    Chart(String title, String unit, Source... sources) {
        this.title = title;
        this.unit = unit;
        this.sources = List.of(sources);
    }

    String title() {
        return title;
    }

    String unit() {
        return unit;
    }

    /**
     * Where a line's values come from.
     *
     * @param measurement its name on the wire, or how it begins, followed by a star
     * @param tag whose value names the line; empty if the line has a name of its own
     */
    record Source(String measurement, String field, String tag, String name, Merge merge, Predicate<Sample> only) {
        private static final String ANY = "*";

        boolean isOf(String wire) {
            return measurement.endsWith(ANY)
                    ? wire.startsWith(measurement.substring(0, measurement.length() - 1))
                    : wire.equals(measurement);
        }

        String lineOf(Sample sample) {
            if (tag.isEmpty()) {
                return name;
            }
            String value = sample.tag(tag);
            return value.isEmpty() ? name : value;
        }
    }

    /** A source, and the chart that it is drawn on. */
    record Place(Chart chart, Source source) {}

    private static final Map<String, List<Place>> PLACES = places();

    /** Where the fields of a measurement are drawn; nowhere, if the page knows nothing of it. */
    static List<Place> placesOf(String measurement) {
        return PLACES.getOrDefault(measurement, List.of());
    }

    private static Map<String, List<Place>> places() {
        Map<String, List<Place>> places = new HashMap<>();
        for (Measurement measurement : Measurement.values()) {
            for (Chart chart : values()) {
                for (Source source : chart.sources) {
                    if (source.isOf(measurement.wire())) {
                        places.computeIfAbsent(measurement.wire(), name -> new ArrayList<>())
                                .add(new Place(chart, source));
                    }
                }
            }
        }
        return places;
    }

    private static Source line(Measurement measurement, String field, String name, Merge merge) {
        return new Source(measurement.wire(), field, "", name, merge, sample -> true);
    }

    private static Source byTag(Measurement measurement, String field, String tag, Merge merge) {
        return new Source(measurement.wire(), field, tag, "other", merge, sample -> true);
    }

    private static Source accepted(String field, String name) {
        return new Source(
                Measurement.WS_CONNECT.wire(),
                field,
                "",
                name,
                MAX,
                sample -> sample.tag("outcome").equals("accepted"));
    }

    private static Source relayed(String field) {
        return new Source(Measurement.WEBRTC_PAIR.wire(), field, "relay_protocol", "no relay", MEAN, sample -> true);
    }

    /** Media quality may be told by several measurements: of streams, of peers. */
    private static Source ofAny(String field) {
        return new Source("webrtc_" + Source.ANY, field, "transport", "all", MEAN, sample -> true);
    }
}
