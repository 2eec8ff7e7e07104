package dev.plimsoll.sandbox.turn;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.sandbox.net.JsonBody;
import dev.plimsoll.sandbox.net.JsonReply;
import dev.plimsoll.sandbox.turn.TurnApiCore.Answer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Cloudflare's TURN credential API over HTTP (Cloudflare docs, realtime/turn/generate-credentials). */
public final class TurnRoutes {
    private static final String PATH = "/v1/turn/keys/:key/credentials/";

    private final TurnApiCore core;

    public TurnRoutes(TurnApiCore core) {
        this.core = core;
    }

    public void mount(Router router) {
        router.route("/v1/turn/*").handler(BodyHandler.create(false));
        router.post(PATH + "generate")
                .handler(
                        context -> answer(context, core.generate(key(context), secret(context), JsonBody.of(context))));
        router.post(PATH + "generate-ice-servers")
                .handler(context ->
                        answer(context, core.generateIceServers(key(context), secret(context), JsonBody.of(context))));
        router.post(PATH + ":username/revoke").handler(context -> {
            String username =
                    URLDecoder.decode(context.pathParam("username").replace("+", "%2B"), StandardCharsets.UTF_8);
            answer(context, core.revoke(key(context), secret(context), username));
        });
    }

    private static void answer(RoutingContext context, Answer answer) {
        if (answer instanceof Answer.Done done) {
            context.response().setStatusCode(done.status()).end();
        } else if (answer instanceof Answer.Minted minted) {
            JsonReply.send(context.response(), 201, minted.body());
        } else {
            Answer.Refused refused = (Answer.Refused) answer;
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.putArray("errors").addObject().put("code", refused.status()).put("message", refused.message());
            JsonReply.send(context.response(), refused.status(), body);
        }
    }

    private static String key(RoutingContext context) {
        return context.pathParam("key");
    }

    private static String secret(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        boolean bearer = header != null && header.toLowerCase(Locale.ROOT).startsWith("bearer ");
        return bearer ? header.substring("bearer ".length()) : "";
    }
}
