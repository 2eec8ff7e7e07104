package dev.plimsoll.signalling.frame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Frames to text. Fields stand in the order in which the vendor's SDK writes them. */
public final class FrameWriter {
    private FrameWriter() {}

    public static String write(ClientFrame frame) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (frame instanceof ClientFrame.Subscribe subscribe) {
            json.put("type", "subscribe").put("channel", subscribe.channel());
        } else if (frame instanceof ClientFrame.Unsubscribe unsubscribe) {
            json.put("type", "unsubscribe").put("channel", unsubscribe.channel());
        } else if (frame instanceof ClientFrame.Publish publish) {
            json.put("type", "publish").put("channel", publish.channel()).set("data", publish.data());
        } else if (frame instanceof ClientFrame.Send send) {
            json.put("type", "send").put("to", send.to()).set("data", send.data());
        } else {
            json.put("type", "ping");
        }
        frame.requestId().ifPresent(id -> json.put("requestId", id));
        if (frame instanceof ClientFrame.Subscribe subscribe && subscribe.includeSenderMetadata()) {
            json.put("includeSenderMetadata", true);
        }
        return json.toString();
    }

    public static String write(ServerFrame frame) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (frame instanceof ServerFrame.Welcome welcome) {
            welcome(json, welcome);
        } else if (frame instanceof ServerFrame.Ack ack) {
            json.put("type", "ack").put("requestId", ack.requestId());
        } else if (frame instanceof ServerFrame.Failure failure) {
            json.put("type", "error");
            failure.requestId().ifPresent(id -> json.put("requestId", id));
            json.put("code", failure.code());
            failure.message().ifPresent(message -> json.put("message", message));
        } else if (frame instanceof ServerFrame.Message message) {
            json.put("type", "message").put("channel", message.channel()).put("from", message.from());
            json.set("data", message.data());
            metadata(json, "fromMetadata", message.fromMetadata());
        } else if (frame instanceof ServerFrame.Direct direct) {
            json.put("type", "direct").put("from", direct.from()).set("data", direct.data());
            metadata(json, "fromMetadata", direct.fromMetadata());
        } else if (frame instanceof ServerFrame.Presence presence) {
            json.put("type", "presence").put("channel", presence.channel());
            members(json, "joined", presence.joined());
            members(json, "left", presence.left());
        } else if (frame instanceof ServerFrame.GoingAway goingAway) {
            json.put("type", "going_away").put("retryAfterMs", goingAway.retryAfterMs());
        } else {
            json.put("type", "pong");
        }
        return json.toString();
    }

    private static void welcome(ObjectNode json, ServerFrame.Welcome welcome) {
        json.put("type", "welcome").put("peerId", welcome.peerId());
        if (welcome.expiresAt().isPresent()) {
            json.put("expiresAt", welcome.expiresAt().getAsLong());
        } else {
            json.putNull("expiresAt");
        }
        json.put("serverTime", welcome.serverTime()).put("maxMessageSize", welcome.maxMessageSize());
        metadata(json, "metadata", welcome.metadata());
    }

    private static void members(ObjectNode json, String field, List<ServerFrame.Member> members) {
        var list = json.putArray(field);
        for (ServerFrame.Member member : members) {
            ObjectNode entry = list.addObject().put("peerId", member.peerId());
            metadata(entry, "metadata", member.metadata());
        }
    }

    private static void metadata(ObjectNode json, String field, Optional<JsonNode> metadata) {
        metadata.ifPresent(value -> json.set(field, value));
    }
}
