package dev.plimsoll.sandbox.kit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * RealtimeKit's REST API on a router: the current base path with a bearer token, the older {@code /v2} with basic
 * authentication, and the control plane's part under {@code /__emu}, whose callers must have been authenticated before.
 * All handlers run on the event loop of the server that the router belongs to.
 */
public final class KitRoutes {
    private static final String ACCOUNT = "/client/v4/accounts/:account/realtime/kit";

    private final Vertx vertx;
    private final Kit kit;
    private final KitDoor door;

    public KitRoutes(Vertx vertx, Kit kit) {
        this.vertx = vertx;
        this.kit = kit;
        this.door = new KitDoor(kit);
    }

    /** Takes the paths below RealtimeKit's base, all of {@code /v2}, and its own endpoints below {@code /__emu}. */
    public void mount(Router router) {
        new KitControl(kit).mount(router);
        router.route(ACCOUNT + "/apps").handler(door::account).failureHandler(Requests::failed);
        router.post(ACCOUNT + "/apps")
                .handler(Requests.bodies())
                .handler(withBody((call, body) -> kit.createApp(body)));
        router.get(ACCOUNT + "/apps").handler(call(call -> kit.listApps(Requests.query(call))));
        router.route(ACCOUNT + "/apps").handler(call(call -> Reply.noSuch("endpoint")));
        router.route(ACCOUNT + "/:app/*")
                .handler(call -> door.app(call, call.pathParam("app")))
                .failureHandler(Requests::failed);
        router.route(ACCOUNT + "/:app/*").subRouter(calls());
        router.route("/v2/*").handler(door::legacy).failureHandler(Requests::failed);
        router.route("/v2/*").subRouter(calls());
    }

    /** What there is in an app; the door put it into the context. */
    private Router calls() {
        Router calls = Router.router(vertx);
        calls.route().handler(Requests.bodies()).failureHandler(Requests::failed);
        meetings(calls);
        participants(calls);
        sessions(calls);
        recordings(calls);
        presets(calls);
        calls.route().handler(call(call -> Reply.noSuch("endpoint")));
        return calls;
    }

    private void meetings(Router calls) {
        MeetingCalls meetings = kit.meetings();
        calls.post("/meetings").handler(withBody((call, body) -> meetings.create(KitDoor.app(call), body)));
        calls.get("/meetings").handler(call(call -> meetings.list(KitDoor.app(call), Requests.query(call))));
        calls.get("/meetings/:m").handler(call(call -> meetings.get(KitDoor.app(call), call.pathParam("m"))));
        calls.patch("/meetings/:m")
                .handler(withBody((call, body) -> meetings.change(KitDoor.app(call), call.pathParam("m"), body)));
        calls.put("/meetings/:m")
                .handler(withBody((call, body) -> meetings.replace(KitDoor.app(call), call.pathParam("m"), body)));
    }

    private void participants(Router calls) {
        String all = "/meetings/:m/participants";
        String one = all + "/:p";
        ParticipantCalls participants = kit.participants();
        calls.post(all)
                .handler(withBody((call, body) -> participants.add(KitDoor.app(call), call.pathParam("m"), body)));
        calls.get(all)
                .handler(call(call -> participants.list(KitDoor.app(call), call.pathParam("m"), Requests.query(call))));
        calls.get(one)
                .handler(call(call -> participants.get(KitDoor.app(call), call.pathParam("m"), call.pathParam("p"))));
        calls.patch(one)
                .handler(withBody((call, body) ->
                        participants.change(KitDoor.app(call), call.pathParam("m"), call.pathParam("p"), body)));
        calls.delete(one)
                .handler(
                        call(call -> participants.delete(KitDoor.app(call), call.pathParam("m"), call.pathParam("p"))));
        calls.post(one + "/token")
                .handler(call(
                        call -> participants.newToken(KitDoor.app(call), call.pathParam("m"), call.pathParam("p"))));
    }

    private void sessions(Router calls) {
        String active = "/meetings/:m/active-session";
        SessionCalls sessions = kit.sessions();
        calls.get(active).handler(call(call -> sessions.active(KitDoor.app(call), call.pathParam("m"))));
        calls.post(active + "/kick")
                .handler(withBody((call, body) -> sessions.kick(KitDoor.app(call), call.pathParam("m"), body)));
        calls.post(active + "/kick-all")
                .handler(call(call -> sessions.kickAll(KitDoor.app(call), call.pathParam("m"))));
        calls.get("/sessions").handler(call(call -> sessions.list(KitDoor.app(call), Requests.query(call))));
        calls.get("/sessions/:s").handler(call(call -> sessions.get(KitDoor.app(call), call.pathParam("s"))));
        calls.get("/sessions/:s/participants")
                .handler(call(
                        call -> sessions.participants(KitDoor.app(call), call.pathParam("s"), Requests.query(call))));
        calls.get("/sessions/:s/participants/:p")
                .handler(call(call -> sessions.participant(
                        KitDoor.app(call), call.pathParam("s"), call.pathParam("p"), Requests.query(call))));
    }

    private void recordings(Router calls) {
        RecordingCalls recordings = kit.recordings();
        calls.post("/recordings").handler(withBody((call, body) -> recordings.start(KitDoor.app(call), body)));
        calls.get("/recordings").handler(call(call -> recordings.list(KitDoor.app(call), Requests.query(call))));
        calls.get("/recordings/active-recording/:m")
                .handler(call(call -> recordings.active(KitDoor.app(call), call.pathParam("m"))));
        calls.get("/recordings/:r").handler(call(call -> recordings.get(KitDoor.app(call), call.pathParam("r"))));
        calls.put("/recordings/:r")
                .handler(withBody((call, body) -> recordings.act(KitDoor.app(call), call.pathParam("r"), body)));
    }

    private void presets(Router calls) {
        PresetCalls presets = kit.presets();
        calls.post("/presets").handler(withBody((call, body) -> presets.create(KitDoor.app(call), body)));
        calls.get("/presets").handler(call(call -> presets.list(KitDoor.app(call), Requests.query(call))));
        calls.get("/presets/:p").handler(call(call -> presets.get(KitDoor.app(call), call.pathParam("p"))));
        calls.delete("/presets/:p").handler(call(call -> presets.delete(KitDoor.app(call), call.pathParam("p"))));
    }

    private Handler<RoutingContext> call(Function<RoutingContext, Reply> answer) {
        return call -> Answers.send(call, kit.basis().rules().found(answer.apply(call)));
    }

    private Handler<RoutingContext> withBody(BiFunction<RoutingContext, ObjectNode, Reply> answer) {
        return call -> {
            Optional<ObjectNode> body = Requests.body(call);
            Reply reply = body.map(read -> answer.apply(call, read))
                    .orElseGet(() -> kit.basis().invalid("the body must be a JSON object"));
            Answers.send(call, kit.basis().rules().found(reply));
        };
    }
}
