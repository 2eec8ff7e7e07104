package dev.plimsoll.bench.telemetry;

import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;

/**
 * What getStats says of the selected pair of one peer: six tags, seven fields, as a run measures it. Each contender makes its
 * own kind of point of it, on the producer's thread.
 *
 * @param pair one of a few hundred
 * @param count grows with every sample of the producer
 */
record Sample(String pair, long count, long epochNanos) {
    private static final int PACKETS = 3;

    /** The sum of a producer's first so many samples' {@code packets_sent}. */
    static double packetsSentUpTo(long samples) {
        return PACKETS * (samples * (samples - 1) / 2.0);
    }

    private double rtt() {
        return (20_000 + count * 7919 % 9_000) / 1e3;
    }

    Point plimsolls() {
        return Point.of(Measurement.WEBRTC_PAIR, epochNanos)
                .tag("pair", pair)
                .tag("role", "caller")
                .tag("transport", "udp")
                .tag("local_type", "relay")
                .tag("remote_type", "relay")
                .tag("relay_protocol", "udp")
                .field("relayed", 1)
                .field("rtt_ms", rtt())
                .field("bytes_sent", 1_200 * count)
                .field("bytes_received", 1_190 * count)
                .field("packets_sent", PACKETS * count)
                .field("packets_received", PACKETS * count - 2)
                .field("pair_changes", 0)
                .build();
    }

    /** Without its time. */
    com.influxdb.client.write.Point clients() {
        return com.influxdb.client.write.Point.measurement("webrtc_pair")
                .addTags(Carrier.RUN_TAGS)
                .addTag("pair", pair)
                .addTag("role", "caller")
                .addTag("transport", "udp")
                .addTag("local_type", "relay")
                .addTag("remote_type", "relay")
                .addTag("relay_protocol", "udp")
                .addField("relayed", 1.0)
                .addField("rtt_ms", rtt())
                .addField("bytes_sent", 1_200.0 * count)
                .addField("bytes_received", 1_190.0 * count)
                .addField("packets_sent", 3.0 * count)
                .addField("packets_received", 3.0 * count - 2)
                .addField("pair_changes", 0.0);
    }
}
