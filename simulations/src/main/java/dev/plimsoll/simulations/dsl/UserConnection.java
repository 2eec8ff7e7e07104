package dev.plimsoll.simulations.dsl;

import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.simulations.connection.ConnectionSettings;
import dev.plimsoll.simulations.connection.SignallingConnection;
import dev.plimsoll.simulations.engine.StepLog;
import io.gatling.core.session.Session;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One connection of a virtual user, with what came in and was not asked for yet. A loss that no step asked for is not
 * lost: it becomes a KO line of its own. For the user's event loop.
 */
final class UserConnection implements SignallingConnection.Events {
    /** Beyond it the oldest frame is forgotten, and counted. */
    private static final int MOST_UNREAD = 1_000;

    private static final String ATTRIBUTE = "signalling.connection.";

    private final String label;
    private final StepLog log;
    private final SignallingConnection connection;
    private final Deque<ServerFrame> unread = new ArrayDeque<>();
    private long forgotten;
    private Waiting waiting;
    private Loss loss;

    UserConnection(String label, Session session, ConnectionSettings settings, StepLog log) {
        this.label = label;
        this.log = log;
        this.connection = new SignallingConnection(session.eventLoop(), settings, this);
    }

    /** How a connection was lost. */
    record Loss(int closeCode, String reason, long atMillis) {}

    private record Waiting(
            Predicate<ServerFrame> wanted, boolean wantsLoss, Consumer<Optional<Heard>> then, ScheduledFuture<?> end) {}

    /** What a step waited for. */
    sealed interface Heard {
        record Frame(ServerFrame frame) implements Heard {}

        record Lost(Loss loss) implements Heard {}
    }

    static Optional<UserConnection> of(Session session, String name) {
        return session.contains(ATTRIBUTE + name)
                ? Optional.of((UserConnection) session.attributes().apply(ATTRIBUTE + name))
                : Optional.empty();
    }

    static List<UserConnection> all(Session session) {
        List<UserConnection> all = new ArrayList<>();
        for (Object attribute :
                CollectionConverters.asJava(session.attributes()).values()) {
            if (attribute instanceof UserConnection connection) {
                all.add(connection);
            }
        }
        return all;
    }

    Session putInto(Session session, String name) {
        return session.set(ATTRIBUTE + name, this);
    }

    SignallingConnection connection() {
        return connection;
    }

    /** Frames that were forgotten because no step asked for them in time. */
    long forgotten() {
        return forgotten;
    }

    /** @param then gets the first frame that fits, among those that came already too; nothing if none comes in time */
    void await(Predicate<ServerFrame> wanted, Duration patience, Consumer<Optional<Heard>> then) {
        for (Iterator<ServerFrame> frames = unread.iterator(); frames.hasNext(); ) {
            ServerFrame frame = frames.next();
            if (wanted.test(frame)) {
                frames.remove();
                then.accept(Optional.of(new Heard.Frame(frame)));
                return;
            }
        }
        if (loss != null || !connection.isOpen()) {
            then.accept(claimLoss().map(Heard.Lost::new));
            return;
        }
        await(wanted, false, patience, then);
    }

    /** @param then gets the loss of this connection, also if it was lost before; nothing if it stays */
    void awaitLoss(Duration patience, Consumer<Optional<Heard>> then) {
        Optional<Loss> known = claimLoss();
        if (known.isPresent()) {
            then.accept(known.map(Heard.Lost::new));
        } else {
            await(frame -> false, true, patience, then);
        }
    }

    private void await(
            Predicate<ServerFrame> wanted, boolean wantsLoss, Duration patience, Consumer<Optional<Heard>> then) {
        ScheduledFuture<?> end =
                connection.loop().schedule(() -> hear(Optional.empty()), patience.toNanos(), TimeUnit.NANOSECONDS);
        waiting = new Waiting(wanted, wantsLoss, then, end);
    }

    private void hear(Optional<Heard> heard) {
        Waiting step = waiting;
        if (step != null) {
            waiting = null;
            step.end.cancel(false);
            step.then.accept(heard);
        }
    }

    /** The loss that no step has told of; whoever takes it must tell. */
    Optional<Loss> claimLoss() {
        Optional<Loss> claimed = Optional.ofNullable(loss);
        loss = null;
        return claimed;
    }

    /** The user is gone, or closes. */
    void leave() {
        claimLoss().ifPresent(this::tell);
        connection.close();
    }

    @Override
    public void received(ServerFrame frame) {
        if (waiting != null && waiting.wanted.test(frame)) {
            hear(Optional.of(new Heard.Frame(frame)));
            return;
        }
        if (unread.size() == MOST_UNREAD) {
            unread.remove();
            forgotten++;
        }
        unread.add(frame);
    }

    @Override
    public void lost(int closeCode, String reason, Optional<Duration> backIn) {
        claimLoss().ifPresent(this::tell);
        loss = new Loss(closeCode, reason, System.currentTimeMillis());
        if (waiting != null) {
            hear(claimLoss().map(Heard.Lost::new));
        }
    }

    @Override
    public void decided(ConnectOutcome outcome, boolean again) {
        if (again) {
            long now = System.currentTimeMillis();
            log.connect(label + " again", now - outcome.elapsed().toMillis(), now, outcome);
        }
    }

    private void tell(Loss lost) {
        log.ko(label + " lost", lost.atMillis, lost.atMillis, Integer.toString(lost.closeCode), lost.reason);
    }
}
