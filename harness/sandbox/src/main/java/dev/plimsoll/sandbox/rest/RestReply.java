package dev.plimsoll.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** What a REST call is answered with. */
public record RestReply(int status, JsonNode body) {
    public static RestReply ok(JsonNode body) {
        return new RestReply(200, body);
    }

    /** An error in the service's shape (Metered docs, rest-api/overview). */
    public static RestReply error(int status, String error, String message) {
        return new RestReply(
                status,
                JsonNodeFactory.instance.objectNode().put("error", error).put("message", message));
    }
}
