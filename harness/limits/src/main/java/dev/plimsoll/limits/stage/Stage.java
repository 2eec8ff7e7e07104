package dev.plimsoll.limits.stage;

import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What the probe of one limit works with: the target, time, pace, and where to put evidence. For the probe's thread, but
 * {@link #evidence} and {@link #quota} may be told from any.
 */
public final class Stage implements AutoCloseable {
    private static final Duration LONGEST_WHEN_OVER = Duration.ofSeconds(5);

    private final Surroundings surroundings;
    private final ConnectPace pace;
    private final Evidence evidence;
    private final QuotaWatch quota;
    private boolean over;
    private final Deque<Undoing> undoings = new ArrayDeque<>();
    private final List<String> leftBehind = new ArrayList<>();

    /** @param pace which all limits of a run share */
    public Stage(Limit limit, Surroundings surroundings, ConnectPace pace) {
        this.surroundings = surroundings;
        this.pace = pace.heardBy(connects -> spend(Purse.Coin.CONNECTS, connects));
        this.evidence = new Evidence(surroundings.nanoClock(), surroundings.secrets());
        this.quota = new QuotaWatch(limit);
    }

    /** Undoes something that a probe created. */
    @FunctionalInterface
    public interface CleanUp {
        void run() throws Exception;
    }

    private record Undoing(String what, CleanUp how) {}

    public TargetFacts target() {
        return surroundings.target();
    }

    public Instant now() {
        return surroundings.clock().instant();
    }

    /** A monotonic clock. */
    public long nanos() {
        return surroundings.nanoClock().getAsLong();
    }

    /** The monotonic clock itself, for what takes one. */
    public LongSupplier nanoClock() {
        return surroundings.nanoClock();
    }

    /**
     * Waits; for a few seconds at most while what was created is removed, which the end of the run does not stop.
     *
     * @throws InterruptedException at once if the run is to end
     */
    public void pause(Duration duration) throws InterruptedException {
        if (over) {
            Duration bounded = duration.compareTo(LONGEST_WHEN_OVER) < 0 ? duration : LONGEST_WHEN_OVER;
            TimeUnit.NANOSECONDS.sleep(bounded.toNanos());
        } else {
            surroundings.pause().pause(duration);
        }
    }

    public ConnectPace pace() {
        return pace;
    }

    /** Everything that the run opens at the target is counted here. */
    public SignallingMeter meter() {
        return surroundings.meter();
    }

    public Evidence evidence() {
        return evidence;
    }

    /** To be told every code that the target answers with. */
    public QuotaWatch quota() {
        return quota;
    }

    /**
     * To be called before anything is sent that a budget counts. Connects that {@link #pace} gives are counted already.
     *
     * @throws ProbeStopped if the budget has not so much left, or a quota that others share is used up
     */
    public void spend(Purse.Coin coin, long count) {
        if (over) {
            surroundings.purse().takeAnyhow(coin, count);
            return;
        }
        Optional<String> why = quota.sign().or(() -> surroundings.purse().take(coin, count, nanos()));
        if (why.isPresent()) {
            throw new ProbeStopped(why.get());
        }
    }

    /**
     * To be called as soon as something exists at the target that outlives a connection.
     *
     * @param what it is, for people, if it cannot be removed: {@code meeting 4711}
     */
    public void whenOver(String what, CleanUp how) {
        undoings.push(new Undoing(what, how));
    }

    /** What could not be removed again; complete when the stage is closed. */
    public List<String> leftBehind() {
        return List.copyOf(leftBehind);
    }

    /** Removes what was created, the last first. */
    @Override
    public void close() {
        over = true;
        while (!undoings.isEmpty()) {
            Undoing undoing = undoings.pop();
            try {
                undoing.how().run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                leftBehind.add(undoing.what());
            } catch (Exception e) {
                leftBehind.add(undoing.what());
            }
        }
    }
}
