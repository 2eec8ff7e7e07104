package dev.plimsoll.telemetry.point;

import static dev.plimsoll.telemetry.point.Field.bitrate;
import static dev.plimsoll.telemetry.point.Field.bytes;
import static dev.plimsoll.telemetry.point.Field.code;
import static dev.plimsoll.telemetry.point.Field.count;
import static dev.plimsoll.telemetry.point.Field.flag;
import static dev.plimsoll.telemetry.point.Field.millis;
import static dev.plimsoll.telemetry.point.Field.percent;
import static dev.plimsoll.telemetry.point.Field.score;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The catalogue: every measurement, its tags and its fields. Nothing is written that is not named here, and docs and
 * dashboards are checked against it. Every point also carries {@link #RUN_TAGS}; those of a watch have no {@code run}.
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
            List.of("pair", "role", "transport", "local_type", "remote_type", "relay_protocol", "turn_host"),
            flag("relayed", "1 if the local candidate is a relay over the expected transport"),
            millis("rtt_ms", "currentRoundTripTime; its resolution is 1 ms"),
            bytes("bytes_sent", "bytesSent"),
            bytes("bytes_received", "bytesReceived"),
            count("packets_sent", "packetsSent"),
            count("packets_received", "packetsReceived"),
            count("pair_changes", "selectedCandidatePairChanges of the transport"),
            millis("interval_ms", "time since the sample before, over which every delta and bitrate is taken"),
            bytes("bytes_sent_delta", "bytes sent in the interval"),
            bytes("bytes_received_delta", "bytes received in the interval"),
            count("packets_sent_delta", "packets sent in the interval"),
            count("packets_received_delta", "packets received in the interval"),
            count("pair_changes_delta", "changes of the selected pair in the interval"),
            bitrate("send_bps", "bits sent a second in the interval"),
            bitrate("receive_bps", "bits received a second in the interval"),
            bitrate("available_send_bps", "availableOutgoingBitrate; only a sender of media has it")),
    WEBRTC_INBOUND(
            "One received RTP stream, from getStats",
            List.of("pair", "role", "transport", "kind"),
            count("packets_received", "packetsReceived"),
            count("packets_lost", "packetsLost"),
            bytes("bytes_received", "bytesReceived"),
            millis("jitter_ms", "jitter"),
            count("packets_received_delta", "packets received in the interval"),
            count("packets_lost_delta", "packets lost in the interval; late ones make it negative"),
            percent("loss", "packets lost of those expected in the interval"),
            bitrate("bitrate_bps", "payload bits received a second in the interval"),
            count("packets_discarded_delta", "packets that came too late or too early to be played, in the interval"),
            millis("jitter_buffer_ms", "mean wait in the jitter buffer of what left it in the interval"),
            millis("jitter_buffer_target_ms", "mean wait that the jitter buffer aimed at in the interval"),
            percent("concealed", "audio samples made up of all played in the interval"),
            count("concealment_events_delta", "stretches of made-up audio that began in the interval"),
            count("nack_count_delta", "packets asked for again in the interval"),
            count("pli_count_delta", "key frames asked for in the interval"),
            count("frames_received_delta", "video frames received in the interval"),
            count("frames_decoded_delta", "video frames decoded in the interval"),
            count("frames_dropped_delta", "video frames dropped in the interval"),
            count("frames_per_second", "video frames decoded a second in the interval"),
            count("frame_width", "width of the last frame in pixels"),
            count("frame_height", "height of the last frame in pixels"),
            count("freeze_count_delta", "freezes that ended in the interval"),
            millis("freeze_ms_delta", "time frozen in freezes that ended in the interval"),
            millis("decode_ms", "mean time to decode a frame in the interval"),
            count("marks_delta", "marks in the media that came through in the interval"),
            millis("media_delay_p50_ms", "median time of a mark from the sender's source to the receiver's sink"),
            millis("media_delay_max_ms", "longest of the same in the interval"),
            score("mos", "listening and conversational quality by the E-model, 1 to 4.5; audio only"),
            score("r_factor", "the E-model's transmission rating, 0 to 100; audio only"),
            code("score_version", "how mos and r_factor were computed; docs/quality.md names each version")),
    WEBRTC_OUTBOUND(
            "One sent RTP stream, from getStats",
            List.of("pair", "role", "transport", "kind"),
            count("packets_sent", "packetsSent"),
            bytes("bytes_sent", "bytesSent"),
            millis("remote_rtt_ms", "roundTripTime reported by the far end"),
            count("remote_packets_lost", "packetsLost reported by the far end"),
            millis("remote_jitter_ms", "jitter reported by the far end"),
            percent("remote_loss", "fractionLost of the far end's last report"),
            count("packets_sent_delta", "packets sent in the interval"),
            bytes("bytes_sent_delta", "payload bytes sent in the interval"),
            bitrate("bitrate_bps", "payload bits sent a second in the interval"),
            bitrate("target_bps", "targetBitrate of the encoder"),
            count("retransmitted_packets_delta", "packets sent again in the interval"),
            count("nack_count_delta", "packets that the far end asked for again in the interval"),
            count("pli_count_delta", "key frames that the far end asked for in the interval"),
            count("frames_encoded_delta", "video frames encoded in the interval"),
            count("frames_sent_delta", "video frames sent in the interval"),
            count("frames_per_second", "video frames encoded a second in the interval"),
            count("frame_width", "width of the last frame in pixels"),
            count("frame_height", "height of the last frame in pixels"),
            millis("encode_ms", "mean time to encode a frame in the interval"),
            millis("limited_cpu_ms_delta", "time in the interval in which the CPU held the quality down"),
            millis("limited_bandwidth_ms_delta", "time in the interval in which the path held the quality down")),
    WEBRTC_PEER(
            "One peer of a call",
            List.of("pair", "role", "transport"),
            flag("connected", "1 while the peer connection is connected"),
            count("messages_sent", "data-channel messages sent"),
            count("messages_received", "data-channel messages received"),
            millis("echo_p50_ms", "median round trip of data-channel echoes in this second"),
            millis("echo_max_ms", "longest of the same"),
            millis(
                    "credential_ms",
                    "time to get the TURN credential where it is asked of the run, not with the welcome"),
            millis("gathering_ms", "time from the start of gathering to its end"),
            millis("ice_ms", "time from the start of checking to a connected ICE"),
            millis("dtls_ms", "time from a connected ICE to a connected DTLS"),
            millis("setup_ms", "time from the call's start to media that may flow"),
            millis("restart_ms", "time from an ICE restart to a path that works again"),
            count("restarts", "ICE restarts so far"),
            count("stun_errors", "errors of ICE servers so far"),
            code("stun_error_code", "STUN error code of the last such error; 401: credential, 701: not reached")),
    WEBRTC_INCIDENT(
            "Something that happened to a call that goes on; docs/agents.md names them",
            List.of("pair", "role", "what"),
            count("count", "1"),
            millis("took_ms", "how long, where the incident ends something, such as the time without a path")),
    AGENT_HOST(
            "One process in which agents live",
            List.of("host"),
            bytes("heap", "Java heap in use"),
            bytes("heap_committed", "Java heap held; what is resident beyond it is native"),
            bytes("resident", "resident memory, native memory included"),
            count("threads", "threads, native ones included"),
            count("open_files", "file descriptors"),
            count("peers_open", "peer connections that are open"),
            count("peers_made", "peer connections since its start"),
            count("points_dropped", "points that the run was too slow to take, since its start"),
            count("sound_lost", "10 ms frames of sound that its peers were too late to send, since its start"),
            count("pictures_lost", "pictures that its peers were too late to send, since its start")),
    WEBRTC_EVENT(
            "A moment in a peer's life that belongs on the time axis",
            List.of("pair", "role", "transport", "event"),
            count("count", "1; events are off-relay, on-relay, path-changed, protocol-changed, path-lost, path-found")),
    IMPAIRMENT(
            "What the impairment proxy did in one second, in one direction; up is towards the TURN server",
            List.of("route", "direction", "profile"),
            count("passed", "packets (UDP) or chunks (TCP) handed on"),
            bytes("passed_bytes", "bytes handed on"),
            count("lost", "packets lost on purpose"),
            count("blackholed", "packets swallowed by a blackhole"),
            count("overflowed", "packets dropped because a queue was full"),
            count("reordered", "packets that were let overtake"),
            count("queued", "packets that wait at the end of the second"),
            count("flows", "flows that are open at the end of the second"),
            count("refused_flows", "flows that could not be opened"),
            millis("late_max_ms", "latest release behind its due time")),
    LIMIT_VERDICT("A judged check", List.of("check", "verdict"), flag("pass", "1 if it passed")),
    DOCUMENTED_LIMIT(
            "A limit on open connections that the run probes, told every second",
            List.of("limit"),
            count("connections", "connections that must be accepted")),
    RUN_MARK(
            "A moment of the run: a stage or a fault begins or ends, an impairment begins, the verdict falls",
            List.of("kind", "what", "phase"),
            flag("on", "1 if it begins, 0 if it ends")),
    RUN_TOTAL(
            "What the run's load came to, once, at its end",
            List.of("verdict"),
            count("attempted", "connects attempted"),
            count("accepted", "connects accepted"),
            count("rejected", "connects refused"),
            count("timed_out", "connects that nobody decided in time"),
            count("published", "publishes written"),
            count("expected_deliveries", "deliveries that the service owed"),
            count("delivered", "deliveries received of those"),
            count("lost", "deliveries that never came"),
            count("duplicates", "deliveries received again")),
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

    /** Tags that say which run a point is of, at which target. */
    public static final List<String> RUN_TAGS = List.of("run", "scenario", "target");

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

    /** The place of a tag in {@link #tags()}; -1 if it has none. */
    public int tagIndex(String name) {
        return tags.indexOf(name);
    }

    /** The place of a field in {@link #fields()}; -1 if it has none. */
    public int fieldIndex(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
