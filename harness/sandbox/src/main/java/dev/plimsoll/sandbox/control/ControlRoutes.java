package dev.plimsoll.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.Secret;
import dev.plimsoll.sandbox.config.LiveConfig;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.sandbox.fault.Fault;
import dev.plimsoll.sandbox.fault.Faults;
import dev.plimsoll.sandbox.net.JsonBody;
import dev.plimsoll.sandbox.net.JsonReply;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The sandbox's own endpoints, which the service does not have. All need the control token. For the event loop. */
public final class ControlRoutes {
    /** Under which all of them are. */
    public static final String PREFIX = "/__emu";

    private final Secret token;
    private final LiveConfig config;
    private final Faults faults;
    private final Operations operations;

    public ControlRoutes(Secret token, LiveConfig config, Faults faults, Operations operations) {
        this.token = token;
        this.config = config;
        this.faults = faults;
        this.operations = operations;
    }

    public void mount(Router router) {
        router.route(PREFIX + "/*").handler(this::authorize);
        router.route(PREFIX + "/*").handler(BodyHandler.create(false));
        router.get(PREFIX + "/state").handler(context -> reply(context, operations.state()));
        router.get(PREFIX + "/config").handler(context -> reply(context, SandboxConfigReader.write(config.get())));
        router.patch(PREFIX + "/config").handler(withBody(this::changeConfig));
        router.get(PREFIX + "/faults").handler(context -> reply(context, list()));
        router.post(PREFIX + "/faults/:id").handler(context -> switchFault(context, true));
        router.delete(PREFIX + "/faults/:id").handler(context -> switchFault(context, false));
        router.post(PREFIX + "/going-away").handler(context -> {
            operations.goAway();
            context.response().setStatusCode(202).end();
        });
        router.post(PREFIX + "/connections/close").handler(withBody(this::closeConnections));
        router.patch(PREFIX + "/apps/:name").handler(withBody(this::changeApp));
    }

    private void authorize(RoutingContext context) {
        if (("Bearer " + token.reveal()).equals(context.request().getHeader("Authorization"))) {
            context.next();
        } else {
            JsonReply.error(context.response(), 401, "unauthorized", "give the control token as a bearer token");
        }
    }

    private void changeConfig(RoutingContext context, ObjectNode body) {
        try {
            config.change(body);
            reply(context, SandboxConfigReader.write(config.get()));
        } catch (PlimsollException e) {
            JsonReply.error(context.response(), 400, "invalid_request", e.getMessage());
        }
    }

    private ArrayNode list() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Fault fault : Fault.values()) {
            ObjectNode entry = list.addObject()
                    .put("id", fault.id())
                    .put("area", fault.area().name().toLowerCase(java.util.Locale.ROOT))
                    .put("what", "the sandbox " + fault.what())
                    .put("atStartOnly", fault.atStartOnly())
                    .put("on", faults.has(fault));
            if (fault.isCounted()) {
                entry.put("struck", faults.struck(fault));
            }
        }
        return list;
    }

    private void switchFault(RoutingContext context, boolean wanted) {
        Optional<Fault> fault = Fault.of(context.pathParam("id"));
        if (fault.isEmpty()) {
            JsonReply.error(context.response(), 404, "not_found", "no such fault; GET " + PREFIX + "/faults");
        } else if (fault.get().atStartOnly()) {
            JsonReply.error(context.response(), 409, "at_start_only", "set it in the configuration's faults");
        } else {
            faults.set(fault.get(), wanted);
            context.response().setStatusCode(204).end();
        }
    }

    private void closeConnections(RoutingContext context, ObjectNode body) {
        int closed = operations.close(
                body.path("peerId").asText(""), body.path("code").asInt(1001));
        reply(context, JsonNodeFactory.instance.objectNode().put("closed", closed));
    }

    private void changeApp(RoutingContext context, ObjectNode body) {
        Optional<AppChange> change = AppChange.read(body);
        if (change.isEmpty()) {
            JsonReply.error(
                    context.response(),
                    400,
                    "invalid_request",
                    "give suspended: true or false, or origins: a list of texts");
        } else if (operations.change(context.pathParam("name"), change.get())) {
            context.response().setStatusCode(204).end();
        } else {
            JsonReply.error(context.response(), 404, "not_found", "no such app");
        }
    }

    /** Answers 400 to what is no JSON object; nothing at all counts as an empty one. */
    private static Handler<RoutingContext> withBody(BiConsumer<RoutingContext, ObjectNode> handler) {
        return context -> {
            if (JsonBody.of(context) instanceof ObjectNode object) {
                handler.accept(context, object);
            } else {
                JsonReply.error(context.response(), 400, "invalid_request", "the body must be a JSON object");
            }
        };
    }

    private static void reply(RoutingContext context, JsonNode body) {
        JsonReply.send(context.response(), 200, body);
    }

    /** What the endpoints do to the running service. */
    public interface Operations {
        ObjectNode state();

        /** Announces going_away to everybody, then closes with 1001. */
        void goAway();

        /**
         * Closes a peer's connections, in every app.
         *
         * @param code 1006 cuts TCP without a close frame
         * @return how many there were
         */
        int close(String peerId, int code);

        /** @return whether there is such an app */
        boolean change(String app, AppChange change);
    }
}
