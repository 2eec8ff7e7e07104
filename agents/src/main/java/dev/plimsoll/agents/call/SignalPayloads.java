package dev.plimsoll.agents.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import java.util.Optional;

/**
 * What two peers tell each other inside {@code send}, as {@code @metered-ca/realtime} 1.2.0 does: {@code rtc-description},
 * {@code rtc-ice} and metadata of tracks. Anything malformed reads as nothing.
 */
final class SignalPayloads {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String TRACK_METADATA = "__meteredTrackMeta";

    private SignalPayloads() {}

    /** A payload of the partner. */
    sealed interface Signal {
        record Description(RTCSessionDescription description) implements Signal {}

        record Candidate(RTCIceCandidate candidate) implements Signal {}

        record EndOfCandidates() implements Signal {}

        /** @param metadata empty if what was told of the track does not hold any more */
        record TrackMetadata(String trackId, Optional<JsonNode> metadata) implements Signal {}
    }

    static JsonNode description(RTCSessionDescription description) {
        ObjectNode payload = JSON.objectNode().put("type", "rtc-description");
        payload.putObject("description")
                .put("type", description.sdpType == RTCSdpType.OFFER ? "offer" : "answer")
                .put("sdp", description.sdp);
        return payload;
    }

    static JsonNode candidate(RTCIceCandidate candidate) {
        ObjectNode payload = JSON.objectNode().put("type", "rtc-ice");
        payload.putObject("candidate")
                .put("candidate", candidate.sdp)
                .put("sdpMid", candidate.sdpMid)
                .put("sdpMLineIndex", candidate.sdpMLineIndex);
        return payload;
    }

    static JsonNode endOfCandidates() {
        ObjectNode payload = JSON.objectNode().put("type", "rtc-ice");
        payload.putNull("candidate");
        return payload;
    }

    /** What a track is, told before the offer that brings it. */
    static JsonNode trackMetadata(String trackId, JsonNode metadata) {
        ObjectNode payload = JSON.objectNode();
        payload.putObject(TRACK_METADATA).put("trackId", trackId).set("metadata", metadata);
        return payload;
    }

    static Optional<Signal> read(JsonNode payload) {
        return switch (payload.path("type").asText()) {
            case "rtc-description" -> description(payload.path("description"));
            case "rtc-ice" -> ice(payload);
            default -> trackMetadata(payload.path(TRACK_METADATA));
        };
    }

    private static Optional<Signal> trackMetadata(JsonNode told) {
        String trackId = told.path("trackId").asText("");
        JsonNode metadata = told.get("metadata");
        boolean wellFormed =
                told.path("trackId").isTextual() && !trackId.isEmpty() && (metadata == null || metadata.isObject());
        return wellFormed
                ? Optional.of(new Signal.TrackMetadata(trackId, Optional.ofNullable(metadata)))
                : Optional.empty();
    }

    private static Optional<Signal> description(JsonNode description) {
        String type = description.path("type").asText();
        if (!description.path("sdp").isTextual() || !(type.equals("offer") || type.equals("answer"))) {
            return Optional.empty();
        }
        return Optional.of(new Signal.Description(new RTCSessionDescription(
                type.equals("offer") ? RTCSdpType.OFFER : RTCSdpType.ANSWER,
                description.get("sdp").textValue())));
    }

    private static Optional<Signal> ice(JsonNode payload) {
        JsonNode candidate = payload.get("candidate");
        if (candidate != null && candidate.isNull()) {
            return Optional.of(new Signal.EndOfCandidates());
        }
        if (candidate == null || !candidate.path("candidate").isTextual()) {
            return Optional.empty();
        }
        return Optional.of(new Signal.Candidate(new RTCIceCandidate(
                candidate.path("sdpMid").asText(""),
                candidate.path("sdpMLineIndex").asInt(0),
                candidate.get("candidate").textValue())));
    }
}
