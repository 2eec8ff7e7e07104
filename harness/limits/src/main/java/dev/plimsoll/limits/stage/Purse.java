package dev.plimsoll.limits.stage;

import dev.plimsoll.model.scenario.Target;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the probes of a run may take of a target, and what they have taken. The plan says beforehand what they will; this
 * holds them to the budget if the plan was wrong. Safe for use by several threads.
 */
public final class Purse {
    /** What is counted. */
    public enum Coin {
        CONNECTS("connects"),
        MESSAGES("messages"),
        CALLS("calls of HTTP APIs"),
        ALLOCATIONS("allocations of TURN servers");

        private final String label;

        Coin(String label) {
            this.label = label;
        }
    }

    private final Map<Coin, Long> most = new EnumMap<>(Coin.class);
    private final Map<Coin, Long> taken = new EnumMap<>(Coin.class);
    private final Optional<Duration> time;
    private Optional<Long> begun = Optional.empty();

    private Purse(Optional<Duration> time) {
        this.time = time;
    }

    /** For a target that nobody else uses. */
    public static Purse bottomless() {
        return new Purse(Optional.empty());
    }

    /**
     * What a budget leaves to probes.
     *
     * @param connects of the run that are not the probes', and likewise
     * @param messages which the budget holds too
     */
    public static Purse of(Target.Budget budget, long connects, long messages) {
        Purse purse = new Purse(Optional.of(budget.duration()));
        purse.most.put(Coin.CONNECTS, Math.max(0, budget.connections() - connects));
        purse.most.put(Coin.MESSAGES, Math.max(0, budget.messages() - messages));
        purse.most.put(Coin.CALLS, budget.calls());
        purse.most.put(Coin.ALLOCATIONS, budget.allocations());
        return purse;
    }

    /**
     * Takes so many, if they are there; time counts from the first.
     *
     * @param nanos the time, by a monotonic clock
     * @return what is used up, in a sentence; then nothing was taken
     */
    public synchronized Optional<String> take(Coin coin, long count, long nanos) {
        long since = begun.orElse(nanos);
        begun = Optional.of(since);
        if (time.isPresent() && nanos - since > time.get().toNanos()) {
            return Optional.of("the budget's " + time.get().toSeconds() + " s are over");
        }
        long wanted = taken(coin) + count;
        if (wanted > most.getOrDefault(coin, Long.MAX_VALUE)) {
            return Optional.of("the budget's " + most.get(coin) + " " + coin.label + " are used up");
        }
        taken.put(coin, wanted);
        return Optional.empty();
    }

    /** Counts what must be done whatever is left: removing again what was made. */
    synchronized void takeAnyhow(Coin coin, long count) {
        taken.merge(coin, count, Long::sum);
    }

    public synchronized long taken(Coin coin) {
        return taken.getOrDefault(coin, 0L);
    }
}
