package dev.plimsoll.sandbox.net;

import dev.plimsoll.sandbox.Timers;
import dev.plimsoll.sandbox.connect.ConnectGate;
import dev.plimsoll.sandbox.connect.ConnectGate.Applicant;
import dev.plimsoll.sandbox.connect.ConnectGate.Attempt;
import dev.plimsoll.sandbox.connect.ConnectGate.Decision;
import dev.plimsoll.sandbox.fault.Rules;
import dev.plimsoll.sandbox.turn.IceInjection;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.InstantSource;
import java.util.Optional;

/** Takes upgrade requests through the gate and opens a session for those that pass. For the server's event loop. */
public final class Door {
    private final Vertx vertx;
    private final Rules rules;
    private final ConnectGate gate;
    private final IceInjection ice;
    private final Timers timers;
    private final Backlog backlog;
    private final InstantSource clock;
    private final Outlet outlet = new Outlet();
    private final Turnstile turnstile;
    private long rejected;

    public Door(
            Vertx vertx,
            Rules rules,
            ConnectGate gate,
            IceInjection ice,
            Timers timers,
            Backlog backlog,
            InstantSource clock) {
        this.vertx = vertx;
        this.rules = rules;
        this.gate = gate;
        this.ice = ice;
        this.timers = timers;
        this.turnstile = new Turnstile(timers);
        this.backlog = backlog;
        this.clock = clock;
    }

    public long rejected() {
        return rejected;
    }

    void knock(HttpServerRequest request) {
        Attempt attempt = new Attempt(
                request.remoteAddress().hostAddress(),
                Optional.ofNullable(request.getParam("token")),
                Optional.ofNullable(request.getParam("key")),
                Optional.ofNullable(request.getHeader("Origin")));
        Optional<Decision> refused = gate.admitAddress(attempt, clock.instant());
        if (refused.isPresent()) {
            act(request, refused.get());
            return;
        }
        if (turnstile.isFull()) {
            request.pause();
            turnstile.enter(() -> lookUp(request.resume(), attempt));
        } else {
            turnstile.enter(() -> lookUp(request, attempt));
        }
    }

    private void lookUp(HttpServerRequest request, Attempt attempt) {
        Applicant applicant = gate.lookUpKey(attempt, clock.instant());
        if (applicant.lookUp().isZero()) {
            act(request, gate.decide(applicant, clock.instant()));
        } else {
            request.pause();
            timers.after(applicant.lookUp(), () -> act(request.resume(), gate.decide(applicant, clock.instant())));
        }
    }

    private void act(HttpServerRequest request, Decision decision) {
        if (decision instanceof Decision.RefuseOverHttp refusal) {
            rejected++;
            JsonReply.refuse(request.response(), refusal.status(), refusal.error(), refusal.message());
        } else if (decision instanceof Decision.Admit admit
                && !admit.tenant().plan().holdsAfter().isZero()) {
            request.pause();
            timers.after(admit.tenant().plan().holdsAfter(), () -> upgrade(request.resume(), decision));
        } else {
            upgrade(request, decision);
        }
    }

    private void upgrade(HttpServerRequest request, Decision decision) {
        request.toWebSocket()
                .onSuccess(socket -> upgraded(request, socket, decision))
                .onFailure(error -> {
                    if (decision instanceof Decision.Admit admit) {
                        admit.tenant().plan().freePlace();
                    }
                });
    }

    private void upgraded(HttpServerRequest request, ServerWebSocket socket, Decision decision) {
        Channel tcp = channel(request);
        tcp.pipeline()
                .addAfter("wsdecoder", "utf8", new Utf8FrameValidator(false))
                .addAfter("utf8", "fragments", new WebSocketFrameAggregator(SandboxServer.CODEC_FRAME_LIMIT));
        VertxWire wire = new VertxWire(vertx, socket, tcp, rules, backlog, outlet);
        if (decision instanceof Decision.Admit admit) {
            Session.begin(vertx, rules, socket, wire, admit, ice, clock.instant());
            return;
        }
        rejected++;
        if (decision instanceof Decision.Close close) {
            wire.close(close.code());
        } else if (decision instanceof Decision.Cut) {
            wire.cut();
        } else if (decision instanceof Decision.WelcomeAndClose both) {
            both.tenant().hub().welcome(both.identity(), wire, both.identity().metadata(), clock.instant());
            wire.close(both.code());
        }
    }

    /** Only below the library's surface can TCP be ended without a closing handshake. */
    private static Channel channel(HttpServerRequest request) {
        return ((HttpServerConnection) request.connection())
                .channelHandlerContext()
                .channel();
    }
}
