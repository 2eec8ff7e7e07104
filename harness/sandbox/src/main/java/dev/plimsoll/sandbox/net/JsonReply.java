package dev.plimsoll.sandbox.net;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.http.HttpServerResponse;

/** Answers in JSON. */
public final class JsonReply {
    private JsonReply() {}

    public static void send(HttpServerResponse response, int status, JsonNode body) {
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.toString());
    }

    /** An error in the service's shape (Metered docs, rest-api/overview). */
    public static void error(HttpServerResponse response, int status, String error, String message) {
        send(
                response,
                status,
                JsonNodeFactory.instance.objectNode().put("error", error).put("message", message));
    }

    /** An error after which the connection ends. */
    public static void refuse(HttpServerResponse response, int status, String error, String message) {
        response.putHeader("Connection", "close");
        error(response, status, error, message);
    }
}
