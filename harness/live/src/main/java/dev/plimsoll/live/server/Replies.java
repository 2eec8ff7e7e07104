package dev.plimsoll.live.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Answers that are no page. */
final class Replies {
    /** Nothing but the page's own files: no inline script, nothing of another host, in nobody's frame. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private Replies() {}

    /** Headers that every answer carries. */
    static void protect(HttpServerResponse response) {
        response.putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Cache-Control", "no-cache");
    }

    static void refuse(HttpServerRequest request, Guard.Refusal refusal) {
        if (refusal.asksForPassword()) {
            request.response().putHeader("WWW-Authenticate", "Basic realm=\"Plimsoll\", charset=\"UTF-8\"");
        }
        text(request, refusal.status(), refusal.message());
    }

    static void text(HttpServerRequest request, int status, String message) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end(message + "\n");
    }

    /** In the form that InfluxDB's clients read. */
    static void influxError(HttpServerRequest request, int status, String code, String message) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(JsonNodeFactory.instance
                        .objectNode()
                        .put("code", code)
                        .put("message", message)
                        .toString());
    }
}
