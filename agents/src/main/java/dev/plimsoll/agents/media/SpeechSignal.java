package dev.plimsoll.agents.media;

import java.util.SplittableRandom;

/**
 * Speech-like sound: voiced syllables of a pulse train through three formants, hisses between some of them, and pauses
 * between words and sentences. A speech codec, its voice detection and a jitter buffer work on it as they do on a voice,
 * which they do not on a tone. Speaks about 60 % of the time, at about -26 dB of full scale (the level of ITU-T P.56
 * measurements). The same seed makes the same sound.
 */
public final class SpeechSignal implements AudioSignal {
    /** Formants of five vowels, Hz (Peterson and Barney 1952, men: i, e, a, o, u). */
    private static final double[][] VOWELS = {
        {270, 2290, 3010}, {530, 1840, 2480}, {730, 1090, 2440}, {570, 840, 2410}, {300, 870, 2240}
    };

    private static final double[] BANDWIDTHS = {60, 90, 150};
    private static final double[] SHARES = {1, 0.5, 0.25};
    private static final double HISS_HZ = 5_000;
    private static final double HISS_BANDWIDTH = 2_000;
    private static final double LOUDNESS = 0.2;
    private static final double HISS_LOUDNESS = 0.06;

    private final SplittableRandom random;
    private final Resonator[] formants = {new Resonator(), new Resonator(), new Resonator()};
    private final Resonator hiss = new Resonator();
    private Sound sound = Sound.PAUSE;
    private int length = SAMPLE_RATE / 20;
    private int position;
    private int syllablesLeft;
    private double pitchHz = 120;
    private double phase;

    private enum Sound {
        VOWEL,
        HISS,
        PAUSE
    }

    public SpeechSignal(long seed) {
        this.random = new SplittableRandom(seed);
        hiss.tune(HISS_HZ, HISS_BANDWIDTH);
    }

    @Override
    public void fill(short[] frame) {
        for (int i = 0; i < frame.length; i++) {
            if (position == length) {
                next();
            }
            double value = Short.MAX_VALUE * sample();
            frame[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
            position++;
        }
    }

    private double sample() {
        double envelope = Math.sin(Math.PI * position / length);
        double voice = sound == Sound.VOWEL ? envelope * pulse() : 0;
        double noise = sound == Sound.HISS ? envelope * (random.nextDouble() - 0.5) : 0;
        double sum = HISS_LOUDNESS * hiss.pass(noise);
        for (int i = 0; i < formants.length; i++) {
            sum += LOUDNESS * SHARES[i] * formants[i].pass(voice);
        }
        return sum;
    }

    /** A pulse at the begin of each period of the pitch, which falls a little within a syllable. */
    private double pulse() {
        phase += pitchHz * (1.1 - 0.2 * position / length) / SAMPLE_RATE;
        if (phase < 1) {
            return 0;
        }
        phase -= 1;
        return 1;
    }

    private void next() {
        position = 0;
        if (sound != Sound.PAUSE && syllablesLeft == 0) {
            pause();
        } else if (sound != Sound.HISS && random.nextInt(3) == 0) {
            sound = Sound.HISS;
            length = samples(40, 90);
        } else {
            syllable();
        }
    }

    private void syllable() {
        if (syllablesLeft == 0) {
            syllablesLeft = random.nextInt(2, 9);
        }
        syllablesLeft--;
        sound = Sound.VOWEL;
        length = samples(110, 240);
        pitchHz = random.nextDouble(95, 150);
        double[] vowel = VOWELS[random.nextInt(VOWELS.length)];
        for (int i = 0; i < formants.length; i++) {
            formants[i].tune(vowel[i], BANDWIDTHS[i]);
        }
    }

    private void pause() {
        sound = Sound.PAUSE;
        length = random.nextInt(3) == 0 ? samples(700, 1_500) : samples(150, 400);
    }

    private int samples(int fromMs, int toMs) {
        return random.nextInt(fromMs, toMs) * (SAMPLE_RATE / 1_000);
    }

    /** Two poles. */
    private static final class Resonator {
        private double a1;
        private double a2;
        private double gain;
        private double y1;
        private double y2;

        void tune(double hz, double bandwidthHz) {
            double radius = Math.exp(-Math.PI * bandwidthHz / SAMPLE_RATE);
            a1 = 2 * radius * Math.cos(2 * Math.PI * hz / SAMPLE_RATE);
            a2 = -radius * radius;
            gain = Math.sin(2 * Math.PI * hz / SAMPLE_RATE);
        }

        double pass(double x) {
            double y = gain * x + a1 * y1 + a2 * y2;
            y2 = y1;
            y1 = y;
            return y;
        }
    }
}
