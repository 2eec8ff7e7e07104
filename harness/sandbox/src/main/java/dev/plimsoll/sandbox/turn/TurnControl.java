package dev.plimsoll.sandbox.turn;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.model.scenario.Quantities;
import dev.plimsoll.sandbox.control.ControlRoutes;
import dev.plimsoll.sandbox.net.JsonBody;
import dev.plimsoll.sandbox.net.JsonReply;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;

/** What an operator does to coturn; behind the control token. For the event loop, which does not wait for coturn. */
public final class TurnControl {
    private static final String HERE = ControlRoutes.PREFIX + "/turn";

    private final Vertx vertx;
    private final Coturn coturn;
    private final CredentialEnds ends;
    private final InstantSource clock;
    private final SecureRandom random;

    public TurnControl(Vertx vertx, Coturn coturn, CredentialEnds ends, InstantSource clock, SecureRandom random) {
        this.vertx = vertx;
        this.coturn = coturn;
        this.ends = ends;
        this.clock = clock;
        this.random = random;
    }

    /** After {@link ControlRoutes}, which ask for the token. */
    public void mount(Router router) {
        router.post(HERE + "/stop")
                .handler(context -> carryOut(context, () -> {
                    coturn.halt();
                    return body();
                }));
        router.post(HERE + "/start")
                .handler(context -> carryOut(context, () -> {
                    coturn.resume(random);
                    return body().put("pid", coturn.pid());
                }));
        router.post(HERE + "/credentials/expire").handler(this::expire);
    }

    private void expire(RoutingContext context) {
        Optional<Duration> in =
                Quantities.duration(JsonBody.of(context).path("in").asText("0s"));
        if (in.isEmpty()) {
            JsonReply.error(context.response(), 400, "invalid_request", "the body must be such as {\"in\":\"10s\"}");
            return;
        }
        carryOut(context, () -> {
            ends.allAt(clock.instant().plus(in.get()));
            return body();
        });
    }

    private void carryOut(RoutingContext context, Callable<ObjectNode> work) {
        vertx.executeBlocking(work)
                .onSuccess(body -> JsonReply.send(context.response(), 200, body))
                .onFailure(error ->
                        JsonReply.error(context.response(), 500, "coturn_failed", String.valueOf(error.getMessage())));
    }

    private static ObjectNode body() {
        return JsonNodeFactory.instance.objectNode();
    }
}
