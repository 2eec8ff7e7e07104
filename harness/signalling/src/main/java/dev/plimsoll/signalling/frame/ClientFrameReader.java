package dev.plimsoll.signalling.frame;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.signalling.ErrorCode;
import dev.plimsoll.signalling.ProtocolLimits;
import java.util.Optional;

/**
 * Text to frames, on the service's side: structure only. Checks follow one fixed order, so that a frame with several
 * faults always gets the same answer: JSON, type, request id, names, reserved names, data.
 */
public final class ClientFrameReader {
    /** Numbers in {@code data} stay as they are written, whatever their size and precision. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private ClientFrameReader() {}

    /** What came of a text. */
    public sealed interface Parsed {
        record Valid(ClientFrame frame) implements Parsed {}

        record Wrong(Optional<String> requestId, ErrorCode code, String message) implements Parsed {}
    }

    public static Parsed read(String text) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException | NumberFormatException e) {
            // Jackson lets the latter through for an exponent beyond all numbers.
            return wrong(Optional.empty(), ErrorCode.MALFORMED_MESSAGE, "not JSON");
        }
        if (!json.path("type").isTextual()) {
            return wrong(Optional.empty(), ErrorCode.MALFORMED_MESSAGE, "no type");
        }
        return typed(json);
    }

    private static Parsed typed(JsonNode json) {
        JsonNode id = json.get("requestId");
        boolean idValid = id == null || isRequestId(id);
        Optional<String> requestId = id == null || !idValid ? Optional.empty() : Optional.of(id.textValue());
        String type = json.get("type").textValue();
        if (type.equals("ping")) {
            return new Parsed.Valid(new ClientFrame.Ping());
        }
        boolean known =
                type.equals("subscribe") || type.equals("unsubscribe") || type.equals("publish") || type.equals("send");
        if (!known) {
            return wrong(requestId, ErrorCode.UNKNOWN_TYPE, "unknown type");
        }
        if (!idValid) {
            return wrong(Optional.empty(), ErrorCode.MALFORMED_MESSAGE, "requestId must be 1 to 128 characters");
        }
        return type.equals("send") ? send(json, requestId) : onChannel(type, json, requestId);
    }

    private static boolean isRequestId(JsonNode id) {
        return id.isTextual() && !id.textValue().isEmpty() && id.textValue().length() <= ProtocolLimits.MAX_REQUEST_ID;
    }

    private static Parsed send(JsonNode json, Optional<String> requestId) {
        String to = json.path("to").asText("");
        if (!json.path("to").isTextual() || !ProtocolLimits.isPeerId(to)) {
            return wrong(requestId, ErrorCode.INVALID_PEER_ID, "to must be 1 to 128 printable ASCII characters");
        }
        if (!json.has("data")) {
            return wrong(requestId, ErrorCode.MISSING_DATA, "no data");
        }
        return new Parsed.Valid(new ClientFrame.Send(to, json.get("data"), requestId));
    }

    private static Parsed onChannel(String type, JsonNode json, Optional<String> requestId) {
        String channel = json.path("channel").asText("");
        if (!json.path("channel").isTextual() || !ProtocolLimits.isChannelName(channel)) {
            return wrong(requestId, ErrorCode.INVALID_CHANNEL, "channel must be 1 to 256 bytes, no control characters");
        }
        if (ProtocolLimits.isReservedChannel(channel)) {
            return wrong(requestId, ErrorCode.CHANNEL_RESERVED, "reserved channel");
        }
        if (type.equals("publish") && !json.has("data")) {
            return wrong(requestId, ErrorCode.MISSING_DATA, "no data");
        }
        return new Parsed.Valid(
                switch (type) {
                    case "subscribe" ->
                        new ClientFrame.Subscribe(
                                channel, json.path("includeSenderMetadata").asBoolean(false), requestId);
                    case "unsubscribe" -> new ClientFrame.Unsubscribe(channel, requestId);
                    default -> new ClientFrame.Publish(channel, json.get("data"), requestId);
                });
    }

    private static Parsed wrong(Optional<String> requestId, ErrorCode code, String message) {
        return new Parsed.Wrong(requestId, code, message);
    }
}
