package dev.plimsoll.sandbox.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.model.scenario.Quantities;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/** What the service cannot be asked for over REST: joins, leaves, the passing of time, and which limits hold. */
final class KitControl {
    private static final String MEETING = "/__emu/realtimekit/meetings/:m";

    private final Kit kit;

    KitControl(Kit kit) {
        this.kit = kit;
    }

    void mount(Router router) {
        read(router.post(MEETING + "/join")).handler(this::join);
        read(router.post(MEETING + "/leave")).handler(this::leave);
        read(router.post("/__emu/clock/advance")).handler(this::advance);
        router.get("/__emu/clock").handler(this::clock);
        router.get("/__emu/limits").handler(this::limits);
    }

    private static Route read(Route route) {
        return route.handler(Requests.bodies()).failureHandler(Requests::failed);
    }

    private void join(RoutingContext context) {
        Optional<KitApp> app = app(context);
        Optional<String> token = text(context, "token");
        if (app.isEmpty()) {
            refuse(context, 404, "NO_SUCH_MEETING", "no app has this meeting");
        } else if (token.isEmpty()) {
            refuse(context, 400, "INVALID_REQUEST", "the body must have a token");
        } else {
            Meeting meeting = app.get().meeting(context.pathParam("m")).orElseThrow();
            answer(context, kit.joins().join(app.get(), meeting, token.get()));
        }
    }

    private void answer(RoutingContext context, JoinOutcome outcome) {
        if (outcome instanceof JoinOutcome.Joined joined) {
            Answers.send(
                    context,
                    200,
                    Views.object()
                            .put("peerId", joined.peerId())
                            .put("sessionId", joined.sessionId())
                            .put("participantId", joined.participantId()));
        } else {
            JoinOutcome.Refusal refusal = ((JoinOutcome.Refused) outcome).refusal();
            ObjectNode body = Views.object().put("code", refusal.name()).put("message", refusal.message());
            refusal.sdkCode().ifPresent(code -> body.put("sdkCode", code));
            Answers.send(context, 409, body);
        }
    }

    private void leave(RoutingContext context) {
        Optional<String> peerId = text(context, "peerId");
        if (peerId.isEmpty()) {
            refuse(context, 400, "INVALID_REQUEST", "the body must have a peerId");
            return;
        }
        boolean left = app(context)
                .flatMap(app -> app.meeting(context.pathParam("m")))
                .filter(meeting -> kit.joins().leave(meeting, peerId.get()))
                .isPresent();
        if (left) {
            Answers.send(context, 200, Views.object().put("peerId", peerId.get()));
        } else {
            refuse(context, 404, "NO_SUCH_PEER", "the meeting's session has no such peer");
        }
    }

    private void advance(RoutingContext context) {
        Optional<Duration> by = text(context, "by").flatMap(Quantities::duration);
        if (by.isEmpty()) {
            refuse(context, 400, "INVALID_REQUEST", "the body must be such as {\"by\":\"90s\"}");
            return;
        }
        kit.advance(by.get());
        clock(context);
    }

    private void clock(RoutingContext context) {
        Answers.send(
                context, 200, Views.object().put("now", Views.text(kit.basis().now())));
    }

    private void limits(RoutingContext context) {
        JsonNode limits = kit.limits();
        Answers.send(context, 200, Views.object().set("limits", limits));
    }

    private Optional<KitApp> app(RoutingContext context) {
        String meetingId = context.pathParam("m");
        return kit.apps().stream()
                .filter(app -> app.meeting(meetingId).isPresent())
                .findFirst();
    }

    private static Optional<String> text(RoutingContext context, String field) {
        return Requests.body(context)
                .map(body -> body.path(field))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    private static void refuse(RoutingContext context, int status, String code, String message) {
        Answers.send(context, status, Views.object().put("code", code).put("message", message));
    }
}
