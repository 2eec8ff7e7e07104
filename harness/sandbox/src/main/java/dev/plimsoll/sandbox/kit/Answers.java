package dev.plimsoll.sandbox.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.RoutingContext;

/** Puts replies into the envelopes that the service uses. */
final class Answers {
    private Answers() {}

    static void send(RoutingContext context, Reply reply) {
        if (reply instanceof Reply.Done done) {
            ObjectNode body = Views.object().put("success", true);
            body.set("data", done.data());
            done.paging().ifPresent(paging -> body.set("paging", paging));
            send(context, done.status(), body);
        } else {
            Reply.Refused refused = (Reply.Refused) reply;
            send(context, refused.status(), envelope(refused));
        }
    }

    /** A refusal by the gateway in front of RealtimeKit, which may write in an envelope of its own. */
    static void sendGateway(RoutingContext context, Reply.Refused refused, int gatewayCode, boolean ownEnvelope) {
        send(context, refused.status(), ownEnvelope ? gatewayEnvelope(refused, gatewayCode) : envelope(refused));
    }

    static void send(RoutingContext context, int status, JsonNode body) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.toString());
    }

    private static ObjectNode envelope(Reply.Refused refused) {
        ObjectNode body = Views.object().put("success", false);
        body.putObject("error").put("code", refused.status()).put("message", refused.message());
        return body;
    }

    private static ObjectNode gatewayEnvelope(Reply.Refused refused, int code) {
        ObjectNode body = Views.object().put("success", false);
        body.putArray("errors").addObject().put("code", code).put("message", refused.message());
        body.putArray("messages");
        return body.putNull("result");
    }
}
