package dev.plimsoll.sandbox.fault;

import java.util.random.RandomGenerator;

/**
 * Picks exactly one of every {@code n} events, at a random place among them: the share that a fault promises holds for
 * small numbers too. For one thread.
 */
public final class Share {
    private final int oneIn;
    private final RandomGenerator random;
    private int position;
    private int picked;

    public Share(int oneIn, RandomGenerator random) {
        this.oneIn = oneIn;
        this.random = random;
        this.picked = random.nextInt(oneIn);
    }

    /** Counts an event; true if it is the picked one of its block. */
    public boolean picks() {
        boolean hit = position == picked;
        if (++position == oneIn) {
            position = 0;
            picked = random.nextInt(oneIn);
        }
        return hit;
    }
}
