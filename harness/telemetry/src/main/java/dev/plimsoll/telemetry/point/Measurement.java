package dev.plimsoll.telemetry.point;

import static dev.plimsoll.telemetry.point.Field.bytes;
import static dev.plimsoll.telemetry.point.Field.count;
import static dev.plimsoll.telemetry.point.Field.flag;
import static dev.plimsoll.telemetry.point.Field.millis;
import static dev.plimsoll.telemetry.point.Field.percent;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The catalogue: every measurement, its tags and its fields. Nothing is written that is not named here, and docs and
 * dashboards are checked against it. Every point also carries the run-wide tags {@code run} and {@code scenario}.
 */
public enum Measurement {
    WS_CONNECT(
            "Connects decided in one second, by source and outcome",
            List.of("source", "outcome"),
            count("count", "connects decided"),
            millis("p50_ms", "median time from the intended start to the decision"),
            millis("p99_ms", "99th percentile of the same"),
            millis("max_ms", "longest of the same")),
    WS_CONNECTIONS(
            "Connections open at the end of a second, by source", List.of("source"), count("open", "open connections")),
    WS_PUBLISH(
            "Publishes of one second",
            List.of(),
            count("sent", "publishes written"),
            count("acked", "publishes acknowledged"),
            count("refused", "publishes answered with an error"),
            millis("ack_p50_ms", "median time from the intended publish to its ack"),
            millis("ack_p99_ms", "99th percentile of the same"),
            millis("lag_max_ms", "latest publish behind its schedule")),
    WS_DELIVERY(
            "Deliveries of one second",
            List.of(),
            count("received", "deliveries received"),
            count("duplicates", "deliveries received again"),
            count("reordered", "deliveries that came after a later one of the same publisher"),
            millis("p50_ms", "median time from the intended publish to its delivery"),
            millis("p99_ms", "99th percentile of the same"),
            millis("max_ms", "longest of the same")),
    WEBRTC_PAIR(
            "The selected candidate pair of one peer, from getStats",
            List.of("pair", "role", "transport", "local_type", "remote_type", "relay_protocol"),
            flag("relayed", "1 if the local candidate is a relay over the expected transport"),
            millis("rtt_ms", "currentRoundTripTime; its resolution is 1 ms"),
            bytes("bytes_sent", "bytesSent"),
            bytes("bytes_received", "bytesReceived"),
            count("packets_sent", "packetsSent"),
            count("packets_received", "packetsReceived"),
            count("pair_changes", "selectedCandidatePairChanges of the transport")),
    WEBRTC_INBOUND(
            "One received RTP stream, from getStats",
            List.of("pair", "role", "transport", "kind"),
            count("packets_received", "packetsReceived"),
            count("packets_lost", "packetsLost"),
            bytes("bytes_received", "bytesReceived"),
            millis("jitter_ms", "jitter")),
    WEBRTC_OUTBOUND(
            "One sent RTP stream, from getStats",
            List.of("pair", "role", "transport", "kind"),
            count("packets_sent", "packetsSent"),
            bytes("bytes_sent", "bytesSent"),
            millis("remote_rtt_ms", "roundTripTime reported by the far end"),
            count("remote_packets_lost", "packetsLost reported by the far end")),
    WEBRTC_PEER(
            "One peer of a call",
            List.of("pair", "role", "transport"),
            flag("connected", "1 while the peer connection is connected"),
            count("messages_sent", "data-channel messages sent"),
            count("messages_received", "data-channel messages received"),
            millis("echo_p50_ms", "median round trip of data-channel echoes in this second"),
            millis("echo_max_ms", "longest of the same")),
    LIMIT_VERDICT("A judged check", List.of("check", "verdict"), flag("pass", "1 if it passed")),
    GENERATOR(
            "What one process of the run costs",
            List.of("process"),
            percent("cpu", "CPU of this process, percent of one core"),
            bytes("resident", "resident memory")),
    MACHINE(
            "The machine that generates the load",
            List.of(),
            percent("cpu_idle", "idle share of all cores"),
            percent("cpu_steal", "share taken by the hypervisor"),
            millis("gc_pause_max_ms", "longest collection pause of the generator in this second"),
            count("open_files", "file descriptors of the generator"));

    private final String help;
    private final List<String> tags;
    private final List<Field> fields;

    Measurement(String help, List<String> tags, Field... fields) {
        this.help = help;
        this.tags = tags;
        this.fields = List.of(fields);
    }

    /** The name on the wire. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String help() {
        return help;
    }

    public List<String> tags() {
        return tags;
    }

    public List<Field> fields() {
        return fields;
    }

    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }
}
