package dev.plimsoll.cli.search;

import dev.plimsoll.cli.search.Trials.Tried;
import dev.plimsoll.model.search.KneeSearch.Step;
import dev.plimsoll.model.search.SearchResult;
import dev.plimsoll.model.search.SearchTrial;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes the trials that a search asks for, one after another. {@link #run} belongs to one thread; {@link #interrupt} may
 * come from any, once or more.
 */
public final class CapacitySearch {
    private final Trials trials;
    private final Keeper keeper;
    private final Rest rest;
    private final InstantSource clock;
    private final CountDownLatch interrupted = new CountDownLatch(1);

    public CapacitySearch(Trials trials, Keeper keeper, Rest rest, InstantSource clock) {
        this.trials = trials;
        this.keeper = keeper;
        this.rest = rest;
        this.clock = clock;
    }

    /** Keeps a search after each trial, before the next. */
    public interface Keeper {
        /** @param search whose last trial is new */
        void keep(SearchResult search);
    }

    /** The cool-down between two runs. */
    public interface Rest {
        /** Returns when the time is over, or as soon as the search is interrupted. */
        void take(CountDownLatch interrupted) throws InterruptedException;

        static Rest of(Duration time) {
            return interrupted -> {
                boolean unused = interrupted.await(time.toNanos(), TimeUnit.NANOSECONDS);
            };
        }
    }

    /** Ends the search early, in order: what was tried stays, and the trial under way counts for nothing. */
    public void interrupt() {
        interrupted.countDown();
        trials.interrupt();
    }

    private boolean isInterrupted() {
        return interrupted.getCount() == 0;
    }

    /** Goes on from where a search stands, to its end unless it is interrupted. */
    public SearchResult run(SearchResult soFar) throws IOException, InterruptedException {
        SearchResult search = soFar;
        boolean isWarm = false;
        while (search.next() instanceof Step.Try attempt) {
            if (isWarm) {
                rest.take(interrupted);
            }
            if (isInterrupted()) {
                return search;
            }
            int number = search.trials().size() + 1;
            Instant started = clock.instant();
            Optional<Tried> tried = trials.attempt(attempt, number);
            if (tried.isEmpty()) {
                return search;
            }
            search = search.with(
                    trial(attempt, number, started, tried.get()), tried.get().environment());
            keeper.keep(search);
            isWarm = tried.get().ran();
        }
        return search;
    }

    private SearchTrial trial(Step.Try attempt, int number, Instant started, Tried tried) {
        return new SearchTrial(
                number,
                attempt.phase(),
                attempt.value(),
                tried.judgement().outcome(),
                tried.judgement().why(),
                tried.runId(),
                started.toString(),
                Math.max(0, Duration.between(started, clock.instant()).toMillis()),
                tried.figures());
    }
}
