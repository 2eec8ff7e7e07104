package dev.plimsoll.cli.watch;

import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The last rounds of every check. One breaks when it failed in so many rounds of the window; it is mended when it held in
 * as many rounds in a row, so that one good round among bad ones is no recovery. Rounds that judged a check neither PASS
 * nor FAIL say nothing of it. For one thread.
 */
public final class SlidingWindows {
    private final int window;
    private final int breach;
    private final Map<String, Track> tracks = new LinkedHashMap<>();

    /**
     * @param window how many rounds are looked at, 1 or more
     * @param breach in how many of them a check must fail, 1 to {@code window}
     */
    public SlidingWindows(int window, int breach) {
        this.window = window;
        this.breach = breach;
    }

    private static final class Track {
        private final Deque<Boolean> held = new ArrayDeque<>();
        private Check last;
        private Instant brokenSince;

        private int failed() {
            return (int) held.stream().filter(good -> !good).count();
        }

        /** How many of the last rounds held, without one between them that did not. */
        private int goodInARow() {
            int good = 0;
            for (Boolean one : (Iterable<Boolean>) held::descendingIterator) {
                if (!one) {
                    break;
                }
                good++;
            }
            return good;
        }
    }

    /** Takes a round's checks in, and tells what changed by them. */
    public List<Change> round(List<Check> checks, Instant now) {
        List<Change> changes = new ArrayList<>();
        for (Check check : checks) {
            if (check.verdict() == Verdict.PASS || check.verdict() == Verdict.FAIL) {
                take(check, now).ifPresent(changes::add);
            }
        }
        return changes;
    }

    private Optional<Change> take(Check check, Instant now) {
        Track track = tracks.computeIfAbsent(check.id(), id -> new Track());
        track.last = check;
        track.held.addLast(check.verdict() == Verdict.PASS);
        if (track.held.size() > window) {
            track.held.removeFirst();
        }
        if (track.brokenSince == null && track.failed() >= breach) {
            track.brokenSince = now;
            return Optional.of(change(true, track, now));
        }
        if (track.brokenSince != null && track.goodInARow() >= breach) {
            Change recovery = change(false, track, track.brokenSince);
            track.brokenSince = null;
            track.held.removeIf(good -> !good);
            return Optional.of(recovery);
        }
        return Optional.empty();
    }

    private static Change change(boolean broken, Track track, Instant since) {
        return new Change(broken, track.last, track.failed(), track.held.size(), since);
    }

    /** Forgets checks that a new scenario does not make. */
    public void keepOnly(Set<String> ids) {
        tracks.keySet().retainAll(ids);
    }

    /** Every check over its window: FAIL while it is broken, else PASS. */
    public List<Check> checks() {
        return tracks.values().stream().map(this::over).collect(Collectors.toList());
    }

    private Check over(Track track) {
        String rounds = "failed in " + track.failed() + " of the last " + track.held.size() + " rounds; last: ";
        return new Check(
                track.last.id(),
                track.last.title(),
                track.brokenSince == null ? Verdict.PASS : Verdict.FAIL,
                track.last.expected(),
                rounds + track.last.observed(),
                track.last.source());
    }

    /** How many checks are broken now. */
    public long broken() {
        return tracks.values().stream()
                .filter(track -> track.brokenSince != null)
                .count();
    }
}
