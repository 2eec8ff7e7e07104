package dev.plimsoll.signalling.probe;

import dev.plimsoll.model.ConnectOutcome.Phase;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Notes when milestones are first reached. Safe for use by several threads. */
final class Milestones {
    private final LongSupplier nanoClock;
    private final boolean tls;
    private final long startedNanos;
    private final Map<Milestone, Duration> reached = new EnumMap<>(Milestone.class);

    Milestones(LongSupplier nanoClock, boolean tls) {
        this.nanoClock = nanoClock;
        this.tls = tls;
        this.startedNanos = nanoClock.getAsLong();
    }

    long now() {
        return nanoClock.getAsLong();
    }

    Duration elapsed() {
        return Duration.ofNanos(now() - startedNanos);
    }

    /** @return when it was first reached */
    synchronized Duration reach(Milestone milestone) {
        return reached.computeIfAbsent(milestone, first -> elapsed());
    }

    /** How far the attempt has come. */
    synchronized Phase phase(boolean upgraded) {
        boolean connected = reached.containsKey(tls ? Milestone.TLS : Milestone.TCP);
        return upgraded ? Phase.WELCOME : connected ? Phase.UPGRADE : Phase.CONNECT;
    }

    synchronized Timeline timeline() {
        return new Timeline(startedNanos, reached);
    }
}
