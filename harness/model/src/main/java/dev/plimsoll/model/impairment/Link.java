package dev.plimsoll.model.impairment;

import java.time.Duration;

/**
 * What one direction of a path does to what passes. Everything holds for each flow by itself, as if every client had an
 * access link of its own.
 *
 * @param loss share of packets that are lost, from 0 to 1
 * @param lossBurst mean length of a run of losses in packets, 1 or more; 1 lets loss strike each packet by
 *     itself
 * @param delay added to each packet
 * @param jitter how far the delay varies to either side, evenly; never below no delay, and never so that packets overtake
 * @param reorder share of packets that are held back, so that later ones overtake them, from 0 to 1
 * @param reorderBy how long those are held back
 * @param bitsPerSecond what the link carries, 0 for no bound; payload bits of UDP or TCP
 * @param queue how long a packet may wait for its turn on a link with a bound; it is dropped where it would be longer
 * @param blackhole whether everything vanishes without a word
 */
public record Link(
        double loss,
        double lossBurst,
        Duration delay,
        Duration jitter,
        double reorder,
        Duration reorderBy,
        long bitsPerSecond,
        Duration queue,
        boolean blackhole) {
    /** Longer than two packets of 20 ms, so that a voice stream shows it. */
    public static final Duration USUAL_REORDER_BY = Duration.ofMillis(50);

    public static final Duration USUAL_QUEUE = Duration.ofMillis(250);

    /** Hands everything on as it comes. */
    public static final Link CLEAR =
            new Link(0, 1, Duration.ZERO, Duration.ZERO, 0, USUAL_REORDER_BY, 0, USUAL_QUEUE, false);

    /** @throws IllegalArgumentException if a value is out of its range */
    public Link {
        require(loss >= 0 && loss <= 1, "loss is a share of 0 to 1");
        require(lossBurst >= 1, "lossBurst is 1 or more");
        require(reorder >= 0 && reorder <= 1, "reorder is a share of 0 to 1");
        require(bitsPerSecond >= 0, "bitsPerSecond is 0 or more");
        require(!delay.isNegative() && !jitter.isNegative(), "delay and jitter are 0 or more");
        require(!reorderBy.isNegative() && !queue.isNegative(), "reorderBy and queue are 0 or more");
    }

    public boolean isClear() {
        return loss == 0 && delay.isZero() && jitter.isZero() && reorder == 0 && bitsPerSecond == 0 && !blackhole;
    }

    public Link withLoss(double share) {
        return new Link(share, lossBurst, delay, jitter, reorder, reorderBy, bitsPerSecond, queue, blackhole);
    }

    public Link withLossBurst(double packets) {
        return new Link(loss, packets, delay, jitter, reorder, reorderBy, bitsPerSecond, queue, blackhole);
    }

    public Link withDelay(Duration mean, Duration variation) {
        return new Link(loss, lossBurst, mean, variation, reorder, reorderBy, bitsPerSecond, queue, blackhole);
    }

    public Link withReorder(double share, Duration by) {
        return new Link(loss, lossBurst, delay, jitter, share, by, bitsPerSecond, queue, blackhole);
    }

    public Link withRate(long bits, Duration longestQueue) {
        return new Link(loss, lossBurst, delay, jitter, reorder, reorderBy, bits, longestQueue, blackhole);
    }

    public Link withBlackhole(boolean on) {
        return new Link(loss, lossBurst, delay, jitter, reorder, reorderBy, bitsPerSecond, queue, on);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
