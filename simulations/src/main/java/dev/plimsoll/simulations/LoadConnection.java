package dev.plimsoll.simulations;

import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.plan.PlannedConnection;
import dev.plimsoll.model.scenario.Storm;
import dev.plimsoll.signalling.frame.ClientFrame;
import dev.plimsoll.signalling.frame.FrameWriter;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.simulations.Accounts.Kind;
import dev.plimsoll.simulations.connection.Answer;
import dev.plimsoll.simulations.connection.ConnectionSettings;
import dev.plimsoll.simulations.connection.SignallingConnection;
import dev.plimsoll.simulations.delivery.Ack;
import dev.plimsoll.simulations.delivery.Delivery;
import dev.plimsoll.simulations.delivery.Mark;
import dev.plimsoll.simulations.engine.StepLog;
import dev.plimsoll.simulations.protocol.SocketOpener;
import dev.plimsoll.simulations.storm.StormTrack;
import dev.plimsoll.telemetry.signalling.Source;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * One connection of the load from opening to closing, through storms and reconnects, with its accounts. Lives on one event
 * loop; every method must be called there.
 */
final class LoadConnection implements SignallingConnection.Events {
    private final LoadContext load;
    private final PlannedConnection plan;
    private final EventLoop loop;
    private final StepLog log;
    private final SignallingConnection connection;
    private final Ticks publishes;
    private final Ticks directs;
    private Accounts accounts;
    private StormTrack struck;
    private StormTrack.Ride ride;
    private Consumer<Optional<String>> onHeld = problem -> {};

    LoadConnection(LoadContext load, PlannedConnection plan, EventLoop loop, SocketOpener opener, StepLog log) {
        this.load = load;
        this.plan = plan;
        this.loop = loop;
        this.log = log;
        this.connection = new SignallingConnection(
                loop,
                new ConnectionSettings(
                        opener,
                        () -> load.target().credentials().apply(plan),
                        load.sourceOf(plan),
                        load.reconnectPolicy(),
                        load.target().timeout(),
                        new SplittableRandom(plan.index())),
                this);
        Timetable timetable = load.timetable(loop);
        this.publishes = new Ticks(timetable, load.clock(), plan.publishes(), this::publish);
        this.directs = new Ticks(timetable, load.clock(), plan.directs(), this::direct);
    }

    /** When the schedule wants this connection. */
    long intendedNanos() {
        return load.clock().nanosAt(plan.openAt());
    }

    void awaitTurn(Runnable then) {
        at(plan.openAt(), then);
    }

    void open(Consumer<ConnectOutcome> then) {
        load.opened(this);
        connection.connect(intendedNanos(), then);
    }

    /** @param then called with the problem, or empty if the service acknowledged */
    void subscribe(Consumer<Optional<String>> then) {
        connection.subscribe(plan.channel(), false, answer -> {
            if (answer instanceof Answer.Acked && accounts != null) {
                accounts.joined();
            }
            then.accept(answer instanceof Answer.Acked ? Optional.empty() : Optional.of(answer.code()));
        });
    }

    /** Publishes on schedule and stays until its time is over. */
    void hold(Consumer<Optional<String>> then) {
        onHeld = then;
        if (connection.isClosed()) {
            holdDone(load.isStopping() ? Optional.empty() : Optional.of("connection ended"));
            return;
        }
        at(plan.closeAt(), () -> holdDone(Optional.empty()));
        load.storms().forEach(this::await);
        publishes.start();
        directs.start();
    }

    /** Ends early, however far it has come: the run is being stopped. */
    void release() {
        close(() -> {});
        holdDone(Optional.empty());
    }

    /** @param then called once nothing is left of the connection */
    void close(Runnable then) {
        publishes.stop();
        directs.stop();
        if (accounts != null) {
            accounts.left();
        }
        connection.close(then);
    }

    private void await(StormTrack track) {
        Duration at = load.plan().completeAt().plus(track.storm().at());
        if (!track.storm().takes(plan.slot()) || load.clock().nanosAt(at) - System.nanoTime() < 0) {
            return;
        }
        at(at, () -> {
            struck = track;
            if (track.storm().cause() == Storm.Cause.NETWORK) {
                connection.drop();
            } else if (track.storm().cause() == Storm.Cause.CLIENT) {
                connection.leaveAndReturn();
            }
        });
    }

    private void at(Duration offset, Runnable action) {
        long delay = Math.max(0, load.clock().nanosAt(offset) - System.nanoTime());
        loop.schedule(action, delay, TimeUnit.NANOSECONDS);
    }

    private void publish(long intended) {
        send(Kind.PUBLISH, intended, (mark, id) -> load.publishText().of(plan.channel(), mark, id));
    }

    private void direct(long intended) {
        String partner = plan.partner().orElseThrow();
        send(
                Kind.DIRECT,
                intended,
                (mark, id) ->
                        FrameWriter.write(new ClientFrame.Send(partner, mark.data(load.filler()), Optional.of(id))));
    }

    private void send(Kind kind, long intended, BiFunction<Mark, String, String> text) {
        if (!connection.takesMore() || load.isStopping()) {
            load.meter().publishSkipped();
            return;
        }
        Mark mark = new Mark(accounts.leaves(kind, intended), intended);
        connection.send(text.apply(mark, Accounts.requestId(kind, mark)));
    }

    @Override
    public void decided(ConnectOutcome outcome, boolean again) {
        load.meter().connectDecided(Source.LOAD, outcome);
        if (ride != null && ride.attempted(outcome, System.nanoTime())) {
            ride = null;
        }
        if (outcome instanceof ConnectOutcome.Accepted accepted) {
            accounts = new Accounts(plan.channel(), accepted.peerId(), load, loop, log);
            plan.partner().ifPresent(partner -> accounts.sendsTo(partner, accepted.peerId()));
        }
        if (again) {
            long now = System.nanoTime();
            long start = load.clock().millisOf(now - outcome.elapsed().toNanos());
            log.connect("reconnect", start, load.clock().millisOf(now), outcome);
        }
    }

    @Override
    public boolean taken(String text) {
        return accounts != null
                && (Delivery.glance(text).filter(accounts::delivered).isPresent()
                        || Ack.glance(text).filter(accounts::acked).isPresent());
    }

    @Override
    public void received(ServerFrame frame) {
        if (accounts != null) {
            accounts.received(frame);
        }
    }

    @Override
    public void resubscribed(String channel) {
        if (accounts != null) {
            accounts.joined();
        }
    }

    @Override
    public void lost(int closeCode, String reason, Optional<Duration> backIn) {
        if (accounts != null) {
            ended();
            load.meter().census().dropped(Source.LOAD, Integer.toString(closeCode));
            ride = struckBy(closeCode)
                    .map(track -> track.take(closeCode, System.nanoTime()))
                    .orElse(null);
            struck = null;
        }
        if (backIn.isEmpty()) {
            holdDone(Optional.of("closed with " + closeCode));
        }
    }

    /** A storm that the service causes is known by its code, in the time around its moment. */
    private Optional<StormTrack> struckBy(int closeCode) {
        return struck != null && (struck.storm().cause() != Storm.Cause.SERVICE || closeCode == 1001)
                ? Optional.of(struck)
                : Optional.empty();
    }

    @Override
    public void closed() {
        load.closed(this);
        ended();
        holdDone(Optional.empty());
    }

    private void ended() {
        if (accounts != null) {
            accounts.left();
            accounts = null;
            load.meter().closed(Source.LOAD);
        }
    }

    private void holdDone(Optional<String> problem) {
        Consumer<Optional<String>> then = onHeld;
        onHeld = nothing -> {};
        then.accept(problem);
    }

    EventLoop loop() {
        return loop;
    }
}
