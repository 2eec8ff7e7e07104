package dev.plimsoll.sandbox.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.plimsoll.signalling.ErrorCode;
import dev.plimsoll.signalling.ProtocolLimits;
import dev.plimsoll.signalling.frame.ClientFrame;
import dev.plimsoll.signalling.frame.ClientFrameReader.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Frames that the reader refuses and a fault takes all the same. */
public final class FrameFaults {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Rules rules;

    public FrameFaults(Rules rules) {
        this.rules = rules;
    }

    /** @return the frame that the service mistakes this text for; empty if the refusal stands */
    public Optional<ClientFrame> taken(String text, Parsed.Wrong refusal) {
        boolean forgiven = switch (refusal.code()) {
            case INVALID_CHANNEL -> rules.has(Fault.CHANNEL_NAME_ONE_TOO_LONG);
            case CHANNEL_RESERVED -> rules.has(Fault.RESERVED_CHANNEL_ALLOWED);
            case MISSING_DATA -> rules.has(Fault.MISSING_DATA_ACKED);
            case MALFORMED_MESSAGE -> rules.has(Fault.REQUEST_ID_ONE_TOO_LONG);
            default -> false;
        };
        return forgiven ? frame(text, refusal) : Optional.empty();
    }

    private static Optional<ClientFrame> frame(String text, Parsed.Wrong refusal) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        Optional<String> requestId = refusal.code() == ErrorCode.MALFORMED_MESSAGE
                ? slightlyTooLong(json.path("requestId"))
                : refusal.requestId();
        if (refusal.code() == ErrorCode.MALFORMED_MESSAGE && requestId.isEmpty()) {
            return Optional.empty();
        }
        String channel = json.path("channel").asText();
        JsonNode data = json.has("data") ? json.get("data") : NullNode.getInstance();
        if (channel.getBytes(StandardCharsets.UTF_8).length > ProtocolLimits.MAX_CHANNEL_BYTES + 1) {
            return Optional.empty();
        }
        return switch (json.path("type").asText()) {
            case "subscribe" ->
                Optional.of(new ClientFrame.Subscribe(
                        channel, json.path("includeSenderMetadata").asBoolean(), requestId));
            case "unsubscribe" -> Optional.of(new ClientFrame.Unsubscribe(channel, requestId));
            case "publish" -> Optional.of(new ClientFrame.Publish(channel, data, requestId));
            case "send" -> Optional.of(new ClientFrame.Send(json.path("to").asText(), data, requestId));
            default -> Optional.empty();
        };
    }

    private static Optional<String> slightlyTooLong(JsonNode id) {
        return Optional.of(id.asText()).filter(text -> text.length() == ProtocolLimits.MAX_REQUEST_ID + 1);
    }
}
