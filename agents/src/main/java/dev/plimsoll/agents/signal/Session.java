package dev.plimsoll.agents.signal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.signalling.CloseCode;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.client.ReconnectPolicy;
import dev.plimsoll.signalling.client.SignallingClient;
import dev.plimsoll.signalling.frame.ClientFrame;
import dev.plimsoll.signalling.frame.ServerFrame;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * An agent's place on a channel, kept as {@code @metered-ca/realtime} 1.2.0 keeps it: a fresh token for each connect, no
 * second try of the very first one, then reconnects with backoff, the channel subscribed to again, its roster reconciled, a
 * ping after 20 s of silence and an end after 60 s. Everything happens on the owner's thread.
 */
public final class Session implements AutoCloseable {
    static final Duration HEARTBEAT = Duration.ofSeconds(20);
    static final Duration SILENCE = Duration.ofSeconds(60);
    private static final String JOIN = "join";

    private final String channel;
    private final Means means;
    private final Listener listener;
    private final Presence presence = new Presence();
    private Optional<SignallingClient> client = Optional.empty();
    private Optional<ScheduledFuture<?>> pulse = Optional.empty();
    private String selfId;
    /** Which connection is the current one; what older ones still say does not count. */
    private int connection;

    private int attempt;
    private boolean welcomedOnce;
    private boolean welcomed;
    private boolean closed;
    private long heardNanos;
    /** Until when no connection may be made, once one was dropped. */
    private long notBefore;

    private boolean held;

    /**
     * What a session works with.
     *
     * @param tokens asked at each connect; answered on the owner's thread
     * @param dialler opens a connection
     */
    public record Means(
            ScheduledExecutorService owner,
            RandomGenerator random,
            ReconnectPolicy policy,
            Supplier<CompletableFuture<Endpoint.Presented>> tokens,
            Dialler dialler) {}

    /** Opens a connection that talks to a listener, from the connection's own thread. */
    public interface Dialler {
        SignallingClient dial(Endpoint.Presented presented, SignallingClient.Listener listener);
    }

    /** Hears of the session on the owner's thread, and of nothing after its close but of connections that end. */
    public interface Listener {
        /** Each connect, the first one and those after a loss. */
        void decided(ConnectOutcome outcome);

        /** An accepted connection ended; {@code byUs} if it was closed from this side for good. */
        void ended(int code, boolean byUs);

        /** @param metadata of the welcome, null if there is none */
        void welcomed(String selfId, JsonNode metadata);

        void joined(String peerId);

        void left(String peerId);

        void direct(String from, JsonNode data);

        /** The service refused a frame. */
        void refused(String code);

        /** There will be no connection any more. */
        void over(String reason, String detail);
    }

    /** @param selfId as planned; with a publishable key the service assigns another */
    public Session(String selfId, String channel, Means means, Listener listener) {
        this.selfId = selfId;
        this.channel = channel;
        this.means = means;
        this.listener = listener;
    }

    public void open() {
        int mine = ++connection;
        means.tokens().get().whenComplete((presented, error) -> {
            if (!closed && mine == connection) {
                if (error != null) {
                    failed(mine, 0, "signalling-token", String.valueOf(error.getMessage()));
                } else {
                    dial(mine, presented);
                }
            }
        });
    }

    /** False if the session is not connected. */
    public boolean send(String to, JsonNode data) {
        return welcomed
                && client.map(open -> open.send(new ClientFrame.Send(to, data, Optional.empty())))
                        .orElse(false);
    }

    public boolean isWelcomed() {
        return welcomed;
    }

    private void dial(int mine, Endpoint.Presented presented) {
        heardNanos = System.nanoTime();
        SignallingClient dialled = means.dialler().dial(presented, new SignallingClient.Listener() {
            @Override
            public void onFrame(ServerFrame frame) {
                means.owner().execute(() -> received(mine, frame));
            }

            @Override
            public void onClosed(int code, String reason) {
                means.owner().execute(() -> closed(mine, code));
            }
        });
        client = Optional.of(dialled);
        dialled.outcome().thenAccept(outcome -> means.owner().execute(() -> decided(mine, outcome)));
    }

    private void decided(int mine, ConnectOutcome outcome) {
        listener.decided(outcome);
        if (!closed && mine == connection && !(outcome instanceof ConnectOutcome.Accepted)) {
            failed(mine, closeCode(outcome), "signalling-" + outcome.code(), "");
        }
    }

    private static int closeCode(ConnectOutcome outcome) {
        return outcome instanceof ConnectOutcome.RejectedByClose close ? close.closeCode() : CloseCode.ABNORMAL.code();
    }

    private void closed(int mine, int code) {
        if (mine != connection) {
            return;
        }
        listener.ended(code, closed);
        if (!closed) {
            lost(mine, code);
        }
    }

    private void lost(int mine, int code) {
        welcomed = false;
        pulse.ifPresent(beat -> beat.cancel(false));
        failed(mine, code, "signalling-closed-" + code, "");
    }

    /** The first connect is not tried again: what is wrong with it is wrong with the scenario or the service. */
    private void failed(int mine, int code, String reason, String detail) {
        Optional<Duration> delay = welcomedOnce
                ? means.policy().delay(++attempt, code, means.random().nextDouble(-1, 1))
                : Optional.empty();
        if (delay.isEmpty()) {
            listener.over(reason, detail);
            return;
        }
        long least = held ? Math.max(0, notBefore - System.nanoTime()) : 0;
        means.owner()
                .schedule(
                        () -> {
                            if (!closed && mine == connection) {
                                open();
                            }
                        },
                        Math.max(least, delay.get().toNanos()),
                        TimeUnit.NANOSECONDS);
    }

    private void received(int mine, ServerFrame frame) {
        if (closed || mine != connection) {
            return;
        }
        heardNanos = System.nanoTime();
        if (frame instanceof ServerFrame.Welcome welcome) {
            welcomed(mine, welcome);
        } else if (frame instanceof ServerFrame.Presence change
                && change.channel().equals(channel)) {
            Presence.Change changed = presence.after(change, selfId);
            changed.left().forEach(listener::left);
            changed.joined().forEach(listener::joined);
        } else if (frame instanceof ServerFrame.Direct direct) {
            listener.direct(direct.from(), direct.data());
        } else if (frame instanceof ServerFrame.Failure failure) {
            listener.refused(failure.code());
        }
    }

    /** A second welcome on one connection is left out, as the vendor's SDK does. */
    private void welcomed(int mine, ServerFrame.Welcome welcome) {
        if (welcomed) {
            return;
        }
        welcomed = true;
        welcomedOnce = true;
        attempt = 0;
        selfId = welcome.peerId();
        presence.subscribedAnew();
        pulse = Optional.of(means.owner()
                .scheduleWithFixedDelay(
                        () -> beat(mine), HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS));
        listener.welcomed(selfId, welcome.metadata().orElse(null));
        sendNow(new ClientFrame.Subscribe(channel, false, Optional.of(JOIN)));
    }

    private void beat(int mine) {
        if (closed || mine != connection) {
            return;
        }
        long silence = System.nanoTime() - heardNanos;
        if (silence >= SILENCE.toNanos()) {
            client.ifPresent(SignallingClient::close);
            listener.ended(CloseCode.CLIENT_INACTIVITY.code(), false);
            connection++;
            lost(connection, CloseCode.CLIENT_INACTIVITY.code());
        } else if (silence >= HEARTBEAT.toNanos()) {
            sendNow(new ClientFrame.Ping());
        }
    }

    /** Loses the connection, as if the network had cut it, and makes none for a while. */
    public void drop(Duration away) {
        if (!closed && welcomed) {
            client.ifPresent(SignallingClient::close);
            listener.ended(CloseCode.ABNORMAL.code(), false);
            connection++;
            notBefore = System.nanoTime() + away.toNanos();
            held = true;
            lost(connection, CloseCode.ABNORMAL.code());
        }
    }

    private void sendNow(ClientFrame frame) {
        client.ifPresent(open -> open.send(frame));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            pulse.ifPresent(beat -> beat.cancel(false));
            client.ifPresent(SignallingClient::close);
        }
    }
}
