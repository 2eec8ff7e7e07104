package dev.plimsoll.simulations.connection;

import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.signalling.CloseCode;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.frame.ClientFrame;
import dev.plimsoll.signalling.frame.FrameWriter;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.simulations.protocol.SignallingSocket;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client of the service on one event loop, with the duties that the vendor's SDK fulfils: requests are matched to their
 * answers, and a connection that is lost comes back by its policy, with a fresh credential, and takes its channels up
 * again. Every call must come from its event loop, and every callback does.
 */
public final class SignallingConnection {
    private static final Logger LOG = LoggerFactory.getLogger(SignallingConnection.class);
    private static final int REPLAY_RETRIES = 3;
    private static final Duration REPLAY_GAP = Duration.ofSeconds(2);

    private final EventLoop loop;
    private final ConnectionSettings settings;
    private final Events events;
    private final Requests requests;
    /** Channel to whether senders' metadata is wanted: what to take up again after a reconnect. */
    private final Map<String, Boolean> channels = new LinkedHashMap<>(2);

    private SignallingSocket socket;
    private String peerId = "";
    private boolean open;
    private boolean attempting;
    private boolean closed;
    private boolean gone;
    private Runnable whenGone = () -> {};
    private boolean returning;
    private int attempt;

    public SignallingConnection(EventLoop loop, ConnectionSettings settings, Events events) {
        this.loop = loop;
        this.settings = settings;
        this.events = events;
        this.requests = new Requests(loop, settings.answerTimeout());
    }

    /** What happens to a connection beside the answers to its requests. */
    public interface Events {
        /** An attempt to connect was decided; {@code again} if it was one to come back. */
        default void decided(ConnectOutcome outcome, boolean again) {}

        /** A text came; true if nobody need read its frame, which is no answer to a request then. */
        default boolean taken(String text) {
            return false;
        }

        /** A frame came that answers no request. */
        default void received(ServerFrame frame) {}

        /** The connection was lost; it comes back after a while, or never. */
        default void lost(int closeCode, String reason, Optional<Duration> backIn) {}

        /** It was closed from this side, and nothing is left of it. */
        default void closed() {}

        /** A channel that was held before is acknowledged on the new connection. */
        default void resubscribed(String channel) {}
    }

    /**
     * Connects for the first time. A failure of this attempt is final.
     *
     * @param intendedNanos when the schedule wanted it, by {@link System#nanoTime()}
     */
    public void connect(long intendedNanos, Consumer<ConnectOutcome> then) {
        attempt(intendedNanos, outcome -> {
            closed |= !(outcome instanceof ConnectOutcome.Accepted);
            events.decided(outcome, false);
            then.accept(outcome);
        });
    }

    public boolean isOpen() {
        return open;
    }

    /** Whether a frame can be sent now: the connection is open, and the service reads what was sent before. */
    public boolean takesMore() {
        return open && socket.takesMore();
    }

    /** Whether it will never be open again. */
    public boolean isClosed() {
        return closed;
    }

    public String peerId() {
        return peerId;
    }

    public EventLoop loop() {
        return loop;
    }

    public void subscribe(String channel, boolean metadata, Consumer<Answer> then) {
        channels.put(channel, metadata);
        request(id -> new ClientFrame.Subscribe(channel, metadata, Optional.of(id)), then);
    }

    public void unsubscribe(String channel, Consumer<Answer> then) {
        channels.remove(channel);
        request(id -> new ClientFrame.Unsubscribe(channel, Optional.of(id)), then);
    }

    /** Sends a frame that carries the id it is given, and hears its answer. */
    public void request(Function<String, ClientFrame> frame, Consumer<Answer> then) {
        if (!open) {
            then.accept(new Answer.Dropped(CloseCode.ABNORMAL.code()));
            return;
        }
        if (!takesMore()) {
            then.accept(new Answer.Unsent());
            return;
        }
        send(frame.apply(requests.expect(then)));
    }

    /** Sends a frame whose answer, if it has one, comes as {@link Events#received}; false if it does not {@link #takesMore}. */
    public boolean send(ClientFrame frame) {
        return send(FrameWriter.write(frame));
    }

    /** Likewise, of a frame that is written already. */
    public boolean send(String text) {
        return open && socket.send(text);
    }

    /** Closes in good order, for good. */
    public void close() {
        close(() -> {});
    }

    /**
     * Likewise.
     *
     * @param then called once nothing is left of it; an attempt that is under way is decided first
     */
    public void close(Runnable then) {
        closed = true;
        whenGone = then;
        leave();
    }

    private void leave() {
        if (open) {
            socket.close();
        } else if (!attempting) {
            gone();
        }
    }

    private void gone() {
        if (!gone) {
            gone = true;
            events.closed();
        }
        Runnable then = whenGone;
        whenGone = () -> {};
        then.run();
    }

    /** Closes in good order and comes back by its policy, as an application does that restarts. */
    public void leaveAndReturn() {
        if (open) {
            returning = true;
            socket.close();
        }
    }

    /** Loses the connection as if the network had: it comes back if its policy says so. */
    public void drop() {
        if (open) {
            socket.cut();
        }
    }

    private void attempt(long intendedNanos, Consumer<ConnectOutcome> then) {
        Endpoint.Presented presented = settings.credentials().get();
        attempting = true;
        socket = settings.opener().open(loop, presented, settings.source(), intendedNanos, new Hearer(then));
    }

    private void comeBack(int closeCode, String reason) {
        attempt++;
        double chance = settings.random().nextDouble(-1, 1);
        Optional<Duration> wait = settings.reconnect().delay(attempt, closeCode, chance);
        closed = wait.isEmpty();
        events.lost(closeCode, reason, wait);
        wait.ifPresent(delay -> loop.schedule(this::retry, delay.toNanos(), TimeUnit.NANOSECONDS));
    }

    private void retry() {
        if (closed) {
            return;
        }
        try {
            attempt(System.nanoTime(), this::retried);
        } catch (RuntimeException e) {
            // No credential could be had: as with the SDK, that is an attempt too.
            LOG.warn("no credential to come back with", e);
            comeBack(CloseCode.ABNORMAL.code(), "no credential");
        }
    }

    private void retried(ConnectOutcome outcome) {
        events.decided(outcome, true);
        if (outcome instanceof ConnectOutcome.Accepted) {
            channels.forEach((channel, metadata) -> replay(channel, metadata, REPLAY_RETRIES));
        } else if (!closed) {
            comeBack(closeCodeOf(outcome), outcome.code());
        }
    }

    private void replay(String channel, boolean metadata, int retries) {
        if (!open || closed || !channels.containsKey(channel)) {
            return;
        }
        request(id -> new ClientFrame.Subscribe(channel, metadata, Optional.of(id)), answer -> {
            boolean again = !(answer instanceof Answer.Acked || answer instanceof Answer.Dropped);
            if (again && retries > 0) {
                loop.schedule(() -> replay(channel, metadata, retries - 1), REPLAY_GAP.toNanos(), TimeUnit.NANOSECONDS);
            } else if (answer instanceof Answer.Acked) {
                events.resubscribed(channel);
            }
        });
    }

    private static int closeCodeOf(ConnectOutcome outcome) {
        return outcome instanceof ConnectOutcome.RejectedByClose rejected
                ? rejected.closeCode()
                : CloseCode.ABNORMAL.code();
    }

    /** One socket's voice; a new one for each attempt. */
    private final class Hearer implements SignallingSocket.Listener {
        private final Consumer<ConnectOutcome> then;

        Hearer(Consumer<ConnectOutcome> then) {
            this.then = then;
        }

        @Override
        public void decided(ConnectOutcome outcome) {
            attempting = false;
            if (outcome instanceof ConnectOutcome.Accepted accepted) {
                open = true;
                attempt = 0;
                peerId = accepted.peerId();
            }
            then.accept(outcome);
            if (closed) {
                leave();
            }
        }

        @Override
        public boolean taken(String text) {
            return events.taken(text);
        }

        @Override
        public void received(ServerFrame frame) {
            if (!requests.settle(frame)) {
                events.received(frame);
            }
        }

        @Override
        public void ended(int code, String reason, boolean byUs) {
            open = false;
            closed |= byUs && !returning;
            returning = false;
            requests.dropAll(code);
            if (closed) {
                gone();
            } else {
                comeBack(code, reason);
            }
        }
    }
}
