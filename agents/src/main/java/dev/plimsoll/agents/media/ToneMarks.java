package dev.plimsoll.agents.media;

/**
 * Stamps marks into sound: at each tick of the {@link MarkClock} a tone of 80 ms, whose pitch is the code, in 20 ms of
 * silence on either side. Pure: what a frame holds depends on its time alone.
 */
public final class ToneMarks {
    /** In the band that every codec keeps, and no multiples of one another. */
    static final double[] PITCHES_HZ = {1_100, 1_700, 2_300, 2_900};

    static final long TONE_NANOS = 80_000_000L;
    private static final long GUARD_NANOS = 20_000_000L;
    private static final double RAMP_NANOS = 4e6;
    /** -12 dB of full scale. */
    private static final double LOUDNESS = 0.25 * Short.MAX_VALUE;

    /** @param startNanos when the first sample of the frame leaves, on the monotonic clock */
    public void stamp(short[] frame, long startNanos) {
        for (int i = 0; i < frame.length; i++) {
            long time = startNanos + i * 1_000_000_000L / AudioSignal.SAMPLE_RATE;
            long number = MarkClock.numberAt(time + GUARD_NANOS);
            long into = time - number * MarkClock.PERIOD_NANOS;
            if (into < TONE_NANOS + GUARD_NANOS) {
                frame[i] = into >= 0 && into < TONE_NANOS ? tone(MarkClock.code(number), into) : 0;
            }
        }
    }

    private static short tone(int code, long intoNanos) {
        double ramp = Math.min(1, Math.min(intoNanos, TONE_NANOS - intoNanos) / RAMP_NANOS);
        return (short) Math.round(LOUDNESS * ramp * Math.sin(2 * Math.PI * PITCHES_HZ[code] * intoNanos / 1e9));
    }
}
