package dev.plimsoll.sandbox.kit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One run of a meeting, from the first join on. It ends when nobody was there for the keep-alive time, when everybody is
 * kicked, or when its longest duration is over. No timer ends it: each question names the time that it is asked for, and
 * once that is past the end nothing changes any more.
 */
final class Session {
    private final String id;
    private final Meeting meeting;
    private final Instant startedAt;
    private final Terms terms;
    private final List<Peer> peers = new ArrayList<>();
    private int present;
    private int peak;
    private Instant changedAt;
    private Optional<Instant> emptySince = Optional.empty();
    private Optional<Instant> stoppedAt = Optional.empty();

    /** What was agreed at the start; later changes of the settings do not touch a running session. */
    record Terms(Duration keepAlive, Duration longest) {}

    Session(String id, Meeting meeting, Terms terms, Instant now) {
        this.id = id;
        this.meeting = meeting;
        this.terms = terms;
        this.startedAt = now;
        this.changedAt = now;
        this.emptySince = Optional.of(now);
    }

    String id() {
        return id;
    }

    Meeting meeting() {
        return meeting;
    }

    Instant startedAt() {
        return startedAt;
    }

    /** When it ended, or will end if nobody comes or goes any more. */
    Instant end() {
        return Stream.of(
                        stoppedAt,
                        emptySince.map(since -> since.plus(terms.keepAlive())),
                        Optional.of(startedAt.plus(terms.longest())))
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    boolean live(Instant now) {
        return end().isAfter(now);
    }

    List<Peer> peers() {
        return List.copyOf(peers);
    }

    /** Peers that are in the session. */
    int present(Instant now) {
        return live(now) ? present : 0;
    }

    int peak() {
        return peak;
    }

    Instant changedAt(Instant now) {
        return live(now) ? changedAt : end();
    }

    /** The peers' times, added up. */
    Duration consumed(Instant now) {
        return peers.stream().map(peer -> peer.stay(now, end())).reduce(Duration.ZERO, Duration::plus);
    }

    /** To be asked only of a live session. */
    void join(Peer peer, Instant now) {
        peers.add(peer);
        present++;
        peak = Math.max(peak, present);
        emptySince = Optional.empty();
        changedAt = now;
    }

    /** To be asked only of a live session. */
    void leave(Collection<Peer> leaving, Instant now) {
        leaving.forEach(peer -> peer.leave(now));
        present -= leaving.size();
        changedAt = now;
        if (present == 0 && emptySince.isEmpty()) {
            emptySince = Optional.of(now);
        }
    }

    /** Ends it at once. */
    void stop(Instant now) {
        stoppedAt = Optional.of(now);
    }
}
