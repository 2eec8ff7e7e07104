package dev.plimsoll.signalling.frame;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Text to frames, on the client's side. A frame that lacks a required field is no frame: the caller drops it and keeps
 * the connection, as the vendor's SDK does. Safe for use by several threads.
 */
public final class ServerFrameReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ServerFrameReader() {}

    public static Optional<ServerFrame> read(String text) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        return json.isObject() ? frame(json) : Optional.empty();
    }

    private static Optional<ServerFrame> frame(JsonNode json) {
        return switch (json.path("type").asText()) {
            case "welcome" -> welcome(json);
            case "ack" -> text(json, "requestId").map(ServerFrame.Ack::new);
            case "error" -> failure(json);
            case "message" -> message(json);
            case "direct" -> direct(json);
            case "presence" -> presence(json);
            case "going_away" -> Optional.of(new ServerFrame.GoingAway(retryAfter(json)));
            case "pong" -> Optional.of(new ServerFrame.Pong());
            default -> Optional.empty();
        };
    }

    private static Optional<ServerFrame> welcome(JsonNode json) {
        JsonNode expiresAt = json.get("expiresAt");
        boolean complete = json.path("peerId").isTextual()
                && expiresAt != null
                && (expiresAt.isNull() || expiresAt.isNumber())
                && json.path("serverTime").isNumber()
                && json.path("maxMessageSize").isNumber();
        if (!complete) {
            return Optional.empty();
        }
        return Optional.of(new ServerFrame.Welcome(
                json.get("peerId").textValue(),
                expiresAt.isNull() ? OptionalLong.empty() : OptionalLong.of(expiresAt.asLong()),
                json.get("serverTime").asLong(),
                json.get("maxMessageSize").asInt(),
                object(json, "metadata")));
    }

    private static Optional<ServerFrame> failure(JsonNode json) {
        return text(json, "code")
                .filter(code -> !code.isEmpty())
                .map(code -> new ServerFrame.Failure(text(json, "requestId"), code, text(json, "message")));
    }

    private static Optional<ServerFrame> message(JsonNode json) {
        if (!json.path("channel").isTextual() || !json.path("from").isTextual() || !json.has("data")) {
            return Optional.empty();
        }
        return Optional.of(new ServerFrame.Message(
                json.get("channel").textValue(),
                json.get("from").textValue(),
                json.get("data"),
                object(json, "fromMetadata")));
    }

    private static Optional<ServerFrame> direct(JsonNode json) {
        if (!json.path("from").isTextual() || !json.has("data")) {
            return Optional.empty();
        }
        return Optional.of(
                new ServerFrame.Direct(json.get("from").textValue(), json.get("data"), object(json, "fromMetadata")));
    }

    private static Optional<ServerFrame> presence(JsonNode json) {
        Optional<List<ServerFrame.Member>> joined = members(json.get("joined"));
        Optional<List<ServerFrame.Member>> left = members(json.get("left"));
        if (!json.path("channel").isTextual() || joined.isEmpty() || left.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ServerFrame.Presence(json.get("channel").textValue(), joined.get(), left.get()));
    }

    private static Optional<List<ServerFrame.Member>> members(JsonNode list) {
        if (list == null || !list.isArray()) {
            return Optional.empty();
        }
        List<ServerFrame.Member> members = new ArrayList<>();
        for (JsonNode entry : list) {
            if (!entry.path("peerId").isTextual()) {
                return Optional.empty();
            }
            members.add(new ServerFrame.Member(entry.get("peerId").textValue(), object(entry, "metadata")));
        }
        return Optional.of(members);
    }

    private static long retryAfter(JsonNode json) {
        long value = json.path("retryAfterMs").asLong(0);
        return value > 0 ? value : 1000;
    }

    private static Optional<String> text(JsonNode json, String field) {
        JsonNode value = json.get(field);
        return value != null && value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    private static Optional<JsonNode> object(JsonNode json, String field) {
        JsonNode value = json.get(field);
        return value != null && value.isObject() ? Optional.of(value) : Optional.empty();
    }
}
