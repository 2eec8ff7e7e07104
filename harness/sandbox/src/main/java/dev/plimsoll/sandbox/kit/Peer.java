package dev.plimsoll.sandbox.kit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One connection of a participant to a session; a second tab is a second peer. */
final class Peer {
    private final String id;
    private final Participant participant;
    private final Participant.Profile profile;
    private final Instant joinedAt;
    private Optional<Instant> leftAt = Optional.empty();

    Peer(String id, Participant participant, Instant now) {
        this.id = id;
        this.participant = participant;
        this.profile = participant.profile();
        this.joinedAt = now;
    }

    String id() {
        return id;
    }

    Participant participant() {
        return participant;
    }

    /** As it was at the join. */
    Participant.Profile profile() {
        return profile;
    }

    Instant joinedAt() {
        return joinedAt;
    }

    Optional<Instant> leftAt() {
        return leftAt;
    }

    boolean present() {
        return leftAt.isEmpty();
    }

    void leave(Instant now) {
        leftAt = Optional.of(now);
    }

    /** When it left, by itself or with the end of the session. */
    Optional<Instant> goneBy(Instant now, Instant sessionEnd) {
        return leftAt.or(() -> Optional.of(sessionEnd).filter(end -> !end.isAfter(now)));
    }

    Duration stay(Instant now, Instant sessionEnd) {
        return Duration.between(joinedAt, goneBy(now, sessionEnd).orElse(now));
    }
}
