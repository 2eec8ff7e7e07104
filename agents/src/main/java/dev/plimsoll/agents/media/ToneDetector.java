package dev.plimsoll.agents.media;

import java.util.Arrays;
import java.util.Optional;

/**
 * Finds the marks of {@link ToneMarks} in sound that came through a codec and a jitter buffer, and when each began, to
 * within 5 ms. For one thread.
 */
public final class ToneDetector {
    private static final int HOPS_PER_SECOND = 200;
    /** 40 ms of one pitch in a row; no vowel has so much of its power in one. */
    private static final int HOPS_OF_A_MARK = 8;

    private static final double PURITY = 0.8;
    /** -43 dB of full scale. */
    private static final double LEAST_POWER = Math.pow(0.007 * Short.MAX_VALUE, 2);

    private final int rate;
    private final short[] hop;
    private final long hopNanos;
    private final double[] powers = new double[HOPS_OF_A_MARK];
    private int filled;
    private int run;
    private int runCode = -1;
    private long runBegan;
    private double previousPower;
    private double powerBeforeRun;

    /**
     * @param code the pitch
     * @param beganNanos when the mark's first sample was played
     */
    public record Mark(int code, long beganNanos) {}

    /** @param sampleRate of the sound, 8 kHz or more */
    public ToneDetector(int sampleRate) {
        this.rate = sampleRate;
        this.hop = new short[sampleRate / HOPS_PER_SECOND];
        this.hopNanos = 1_000_000_000L / HOPS_PER_SECOND;
    }

    /**
     * Listens on.
     *
     * @param samples one channel, 50 ms or less
     * @param startNanos when the first of them is played
     * @return a mark that became certain in these samples
     */
    public Optional<Mark> hear(short[] samples, long startNanos) {
        Optional<Mark> found = Optional.empty();
        for (int i = 0; i < samples.length; i++) {
            hop[filled++] = samples[i];
            if (filled == hop.length) {
                filled = 0;
                long ended = startNanos + (i + 1) * 1_000_000_000L / rate;
                Optional<Mark> mark = hopEnded(ended - hopNanos);
                found = mark.isPresent() ? mark : found;
            }
        }
        return found;
    }

    private Optional<Mark> hopEnded(long beganNanos) {
        double power = power();
        int code = power < LEAST_POWER ? -1 : purePitch(power);
        if (code < 0 || code != runCode) {
            run = 0;
            runCode = code;
            runBegan = beganNanos;
            powerBeforeRun = previousPower;
        }
        previousPower = power;
        if (code < 0 || run >= HOPS_OF_A_MARK) {
            return Optional.empty();
        }
        powers[run++] = power;
        return run == HOPS_OF_A_MARK ? Optional.of(new Mark(code, onset())) : Optional.empty();
    }

    /** The tone began in the hop before the run as far as that hop has its power, and in the run's first as far as it lacks it. */
    private long onset() {
        double[] sorted = powers.clone();
        Arrays.sort(sorted);
        double plateau = sorted[sorted.length / 2];
        double early = Math.min(1, powerBeforeRun / plateau);
        double late = 1 - Math.min(1, powers[0] / plateau);
        return runBegan + Math.round((late - early) * hopNanos);
    }

    private double power() {
        double sum = 0;
        for (short sample : hop) {
            sum += (double) sample * sample;
        }
        return sum / hop.length;
    }

    /** The code whose pitch has nearly all the power, or -1. */
    private int purePitch(double power) {
        for (int code = 0; code < MarkClock.CODES; code++) {
            if (goertzel(ToneMarks.PITCHES_HZ[code]) >= PURITY * power) {
                return code;
            }
        }
        return -1;
    }

    /** The mean power of one pitch. */
    private double goertzel(double hz) {
        double factor = 2 * Math.cos(2 * Math.PI * hz / rate);
        double s1 = 0;
        double s2 = 0;
        for (short sample : hop) {
            double s0 = sample + factor * s1 - s2;
            s2 = s1;
            s1 = s0;
        }
        double square = s1 * s1 + s2 * s2 - factor * s1 * s2;
        return 2 * square / ((double) hop.length * hop.length);
    }
}
