package dev.plimsoll.sandbox.kit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A recording of a session. Like the session, it has no timers: its state follows from its times and the moment that is
 * asked for.
 */
final class Recording {
    private final String id;
    private final Session session;
    private final Instant invokedAt;
    private final Terms terms;
    private Optional<Instant> stopCalledAt = Optional.empty();
    private Optional<Instant> pausedSince = Optional.empty();
    private Duration pausedBefore = Duration.ZERO;

    enum State {
        INVOKED,
        RECORDING,
        PAUSED,
        UPLOADING,
        UPLOADED
    }

    enum StartReason {
        API_CALL,
        RECORD_ON_START
    }

    enum StopReason {
        API_CALL,
        ALL_PEERS_LEFT,
        /** The documents name no reason for the end of max_seconds. */
        UNNAMED
    }

    /**
     * What was agreed at the start.
     *
     * @param longest after which it stops by itself
     * @param endsWithSession whether the end of its session stops it
     */
    record Terms(
            StartReason reason,
            String fileName,
            Optional<Duration> longest,
            boolean endsWithSession,
            Duration startDelay,
            Duration uploadTime,
            Duration retention) {}

    Recording(String id, Session session, Terms terms, Instant now) {
        this.id = id;
        this.session = session;
        this.terms = terms;
        this.invokedAt = now;
    }

    String id() {
        return id;
    }

    Session session() {
        return session;
    }

    Terms terms() {
        return terms;
    }

    Instant invokedAt() {
        return invokedAt;
    }

    State state(Instant now) {
        Instant stop = stop();
        if (!stop.isAfter(now)) {
            return stop.plus(terms.uploadTime()).isAfter(now) ? State.UPLOADING : State.UPLOADED;
        }
        if (pausedSince.isPresent()) {
            return State.PAUSED;
        }
        return firstSecond().isAfter(now) ? State.INVOKED : State.RECORDING;
    }

    boolean active(Instant now) {
        return stop().isAfter(now);
    }

    /** When its first second was recorded; empty before, and if it was stopped before. */
    Optional<Instant> startedAt(Instant now) {
        return Optional.of(firstSecond()).filter(first -> !first.isAfter(now) && first.isBefore(stop()));
    }

    Optional<Instant> stoppedAt(Instant now) {
        return Optional.of(stop()).filter(stop -> !stop.isAfter(now));
    }

    StopReason stopReason() {
        Instant stop = stop();
        if (stopCalledAt.equals(Optional.of(stop))) {
            return StopReason.API_CALL;
        }
        return terms.endsWithSession() && stop.equals(session.end()) ? StopReason.ALL_PEERS_LEFT : StopReason.UNNAMED;
    }

    /** What is in the file: from the first second on, without the pauses. */
    Duration length(Instant now) {
        Instant until = stoppedAt(now).orElse(now);
        Duration paused = pausedSince
                .map(since -> pausedBefore.plus(Duration.between(since, until)))
                .orElse(pausedBefore);
        return startedAt(now)
                .map(start -> Duration.between(start, until).minus(paused))
                .orElse(Duration.ZERO);
    }

    /** To be asked only while it is active, as are the two below. */
    void stop(Instant now) {
        stopCalledAt = Optional.of(now);
    }

    void pause(Instant now) {
        pausedSince = Optional.of(now);
    }

    void resume(Instant now) {
        pausedBefore = pausedBefore.plus(Duration.between(pausedSince.orElse(now), now));
        pausedSince = Optional.empty();
    }

    private Instant firstSecond() {
        return invokedAt.plus(terms.startDelay());
    }

    private Instant stop() {
        Instant bySession = terms.endsWithSession() ? session.end() : Instant.MAX;
        Instant byLength = terms.longest().map(firstSecond()::plus).orElse(Instant.MAX);
        Instant byCall = stopCalledAt.orElse(Instant.MAX);
        Instant first = bySession.isBefore(byLength) ? bySession : byLength;
        return byCall.isBefore(first) ? byCall : first;
    }
}
