package dev.plimsoll.simulations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.plan.PlannedConnection;
import dev.plimsoll.signalling.frame.ClientFrame;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.simulations.engine.StepLog;
import dev.plimsoll.simulations.protocol.SignallingSocket;
import dev.plimsoll.simulations.protocol.SocketOpener;
import dev.plimsoll.telemetry.ledger.Arrival;
import dev.plimsoll.telemetry.ledger.PublisherLog;
import dev.plimsoll.telemetry.ledger.SubscriberLog;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import dev.plimsoll.telemetry.signalling.Source;
import io.netty.channel.EventLoop;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One connection of the load from opening to closing, with its accounts in the ledger. Lives on one event loop; every
 * method must be called there.
 */
final class LoadConnection implements SignallingSocket.Listener {
    private static final String SUBSCRIBE_ID = "subscribe";
    private static final String SEQUENCE = "s";
    private static final String FILLER = "f";

    private final LoadContext load;
    private final PlannedConnection plan;
    private final EventLoop loop;
    private final SignallingMeter meter;
    private final StepLog log;
    private final long startedNanos = System.nanoTime();
    private SignallingSocket socket;
    private PublisherLog published;
    private SubscriberLog subscribed;
    private Consumer<ConnectOutcome> onDecided = outcome -> {};
    private Consumer<Optional<String>> onSubscribed = problem -> {};
    private Consumer<Optional<String>> onHeld = problem -> {};
    private boolean ended;
    private String peerId = "";

    LoadConnection(LoadContext load, PlannedConnection plan, EventLoop loop, StepLog log) {
        this.load = load;
        this.plan = plan;
        this.loop = loop;
        this.meter = load.meter();
        this.log = log;
    }

    /** When the schedule wanted this connection, or when it was really begun if that was sooner. */
    long intendedNanos() {
        long planned = load.clock().nanosAt(plan.openAt());
        return planned - startedNanos < 0 ? planned : startedNanos;
    }

    void open(SocketOpener opener, Consumer<ConnectOutcome> then) {
        onDecided = then;
        socket = opener.open(
                loop, load.target().credentials().apply(plan.peerId()), Optional.empty(), intendedNanos(), this);
    }

    /** @param then called with the problem, or empty if the service acknowledged */
    void subscribe(Consumer<Optional<String>> then) {
        onSubscribed = then;
        if (ended || !socket.send(new ClientFrame.Subscribe(plan.channel(), false, Optional.of(SUBSCRIBE_ID)))) {
            subscribeDone(Optional.of("connection ended"));
            return;
        }
        loop.schedule(
                () -> subscribeDone(Optional.of("no ack")),
                load.target().timeout().toNanos(),
                TimeUnit.NANOSECONDS);
    }

    /** Publishes on schedule and stays until the plan's end. */
    void hold(Consumer<Optional<String>> then) {
        onHeld = then;
        if (ended) {
            holdDone(Optional.of("connection ended"));
            return;
        }
        loop.schedule(
                () -> holdDone(Optional.empty()),
                nanosUntil(load.clock().nanosAt(load.plan().closeAt())),
                TimeUnit.NANOSECONDS);
        scheduleNext(0);
    }

    /** Ends the hold early: the run is being stopped. */
    void release() {
        holdDone(Optional.empty());
    }

    void close() {
        if (subscribed != null) {
            subscribed.left(System.nanoTime());
        }
        if (socket != null) {
            socket.close();
        }
    }

    private void scheduleNext(int number) {
        if (number < plan.publishes().count()) {
            long at = load.clock().nanosAt(plan.publishes().at(number));
            loop.schedule(() -> publish(number, at), nanosUntil(at), TimeUnit.NANOSECONDS);
        }
    }

    private void publish(int number, long intended) {
        if (ended || load.isStopping()) {
            return;
        }
        long now = System.nanoTime();
        int sequence = published.sent(now);
        JsonNode data = JsonNodeFactory.instance
                .objectNode()
                .put(SEQUENCE, sequence)
                .put("t", intended)
                .put(FILLER, load.filler());
        socket.send(new ClientFrame.Publish(plan.channel(), data, Optional.of(sequence + "@" + intended)));
        meter.publishSent(now - intended);
        scheduleNext(number + 1);
    }

    @Override
    public void decided(ConnectOutcome outcome) {
        meter.connectDecided(Source.LOAD, outcome);
        if (outcome instanceof ConnectOutcome.Accepted accepted) {
            peerId = accepted.peerId();
            published = load.meter().ledger().publisher(plan.channel(), peerId);
            subscribed = load.meter().ledger().subscriber(plan.channel(), peerId);
            load.opened(this);
        }
        onDecided.accept(outcome);
    }

    @Override
    public void received(ServerFrame frame) {
        if (frame instanceof ServerFrame.Message message) {
            delivered(message);
        } else if (frame instanceof ServerFrame.Ack ack) {
            acknowledged(ack.requestId());
        } else if (frame instanceof ServerFrame.Failure failure) {
            failure.requestId().ifPresent(id -> refused(id, failure.code()));
        }
    }

    @Override
    public void ended(int code, String reason, boolean byUs) {
        ended = true;
        subscribed.left(System.nanoTime());
        meter.closed(Source.LOAD);
        if (!byUs) {
            meter.census().dropped(Source.LOAD, Integer.toString(code));
        }
        load.closed(this);
        subscribeDone(Optional.of("closed with " + code));
        holdDone(byUs ? Optional.empty() : Optional.of("closed with " + code));
    }

    private void delivered(ServerFrame.Message message) {
        long now = System.nanoTime();
        JsonNode data = message.data();
        if (!message.channel().equals(plan.channel())) {
            subscribed.misrouted();
        } else if (data.path(SEQUENCE).isInt() && data.path("t").isNumber()) {
            long intended = data.get("t").longValue();
            Arrival arrival =
                    subscribed.delivered(message.from(), data.get(SEQUENCE).intValue());
            meter.delivered(arrival, now - intended);
            log.ok("delivery", load.clock().millisOf(intended), load.clock().millisOf(now));
        }
    }

    private void acknowledged(String requestId) {
        if (requestId.equals(SUBSCRIBE_ID)) {
            subscribed.joined(System.nanoTime());
            subscribeDone(Optional.empty());
            return;
        }
        long now = System.nanoTime();
        long intended = intendedOf(requestId);
        meter.publishAcked(now - intended);
        log.ok("publish", load.clock().millisOf(intended), load.clock().millisOf(now));
    }

    private void refused(String requestId, String code) {
        if (requestId.equals(SUBSCRIBE_ID)) {
            subscribeDone(Optional.of(code));
            return;
        }
        published.refused(Integer.parseInt(requestId.substring(0, requestId.indexOf('@'))));
        meter.publishRefused();
        long intended = intendedOf(requestId);
        log.ko("publish", load.clock().millisOf(intended), load.clock().millisOf(System.nanoTime()), code);
    }

    private static long intendedOf(String requestId) {
        return Long.parseLong(requestId.substring(requestId.indexOf('@') + 1));
    }

    private static long nanosUntil(long nanos) {
        return Math.max(0, nanos - System.nanoTime());
    }

    private void subscribeDone(Optional<String> problem) {
        Consumer<Optional<String>> then = onSubscribed;
        onSubscribed = nothing -> {};
        then.accept(problem);
    }

    private void holdDone(Optional<String> problem) {
        Consumer<Optional<String>> then = onHeld;
        onHeld = nothing -> {};
        then.accept(problem);
    }

    EventLoop loop() {
        return loop;
    }

    PlannedConnection plan() {
        return plan;
    }
}
