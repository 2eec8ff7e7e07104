package dev.plimsoll.agents.media;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SpeechSignalTest {
    /** What is said of chance holds of nearly every sample: the same one each time, lest a run fail for nothing. */
    private static final String SAMPLE = "1";

    private static final int FRAMES = 3_000;

    @Property(tries = 20, seed = SAMPLE)
    void it_is_as_loud_as_speech_is_measured_with_and_does_not_clip(@ForAll long seed) {
        double[] powers = powers(seed);
        double loudest = 0;
        double sum = 0;
        int spoken = 0;
        for (double power : powers) {
            loudest = Math.max(loudest, power);
            if (decibels(power) > -50) {
                sum += power;
                spoken++;
            }
        }

        assertThat(decibels(sum / spoken)).isBetween(-32.0, -20.0);
        assertThat(decibels(loudest)).isLessThan(-6);
    }

    @Property(tries = 20, seed = SAMPLE)
    void it_pauses_as_people_do(@ForAll long seed) {
        int silent = 0;
        for (double power : powers(seed)) {
            silent += decibels(power) < -60 ? 1 : 0;
        }

        assertThat((double) silent / FRAMES).isBetween(0.15, 0.6);
    }

    @Property(tries = 20, seed = SAMPLE)
    void most_of_its_power_lies_where_that_of_a_voice_does(@ForAll long seed) {
        AudioSignal speech = new SpeechSignal(seed);
        short[] frame = new short[AudioSignal.FRAME_SAMPLES];
        double all = 0;
        double differences = 0;
        for (int i = 0; i < FRAMES; i++) {
            speech.fill(frame);
            for (int j = 1; j < frame.length; j++) {
                all += (double) frame[j] * frame[j];
                differences += Math.pow(frame[j] - frame[j - 1], 2);
            }
        }

        // The power-weighted mean of the frequency's square, from the power of the difference.
        double hz = AudioSignal.SAMPLE_RATE / Math.PI * Math.asin(Math.sqrt(differences / all) / 2);
        assertThat(hz).isBetween(250.0, 2_500.0);
    }

    @Test
    void the_same_seed_makes_the_same_sound() {
        assertThat(powers(5)).isEqualTo(powers(5));
        assertThat(powers(5)).isNotEqualTo(powers(6));
    }

    private static double[] powers(long seed) {
        AudioSignal speech = new SpeechSignal(seed);
        short[] frame = new short[AudioSignal.FRAME_SAMPLES];
        double[] powers = new double[FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            speech.fill(frame);
            for (short sample : frame) {
                powers[i] += (double) sample * sample / frame.length;
            }
        }
        return powers;
    }

    private static double decibels(double power) {
        return 10 * Math.log10(Math.max(power, 1e-9) / ((double) Short.MAX_VALUE * Short.MAX_VALUE));
    }
}
