package dev.plimsoll.agents.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ToneMarksTest {
    /** What is said of chance holds of nearly every sample: the same one each time, lest a run fail for nothing. */
    private static final String SAMPLE = "1";

    private static final long FRAME_NANOS = 10_000_000L;
    private static final int SECONDS = 8;

    private final List<ToneDetector.Mark> found = new ArrayList<>();

    @Test
    void every_mark_in_speech_is_found_with_its_code_and_its_begin() {
        play(3, 0, Damage.NONE, true);

        assertFoundAll(0, 3);
    }

    @Property(tries = 25, seed = SAMPLE)
    void marks_are_found_through_noise_a_codecs_steps_and_a_change_of_loudness(
            @ForAll long seed,
            @ForAll @DoubleRange(max = 600) double noise,
            @ForAll @IntRange(min = 1, max = 512) int step,
            @ForAll @DoubleRange(min = 0.3, max = 2) double gain,
            @ForAll @IntRange(max = 3_500) int delayMs) {
        found.clear();
        play(seed, delayMs * 1_000_000L, new Damage(noise, step, gain, 0), true);

        assertFoundAll(delayMs, 5);
    }

    @Property(tries = 25, seed = SAMPLE)
    void a_lost_packet_in_twenty_hides_marks_but_never_moves_one_far(@ForAll long seed) {
        found.clear();
        play(seed, 50_000_000L, new Damage(100, 16, 1, 0.05), true);

        assertThat(found).hasSizeBetween(SECONDS / 2, SECONDS);
        found.forEach(mark -> assertThat(delayMs(mark)).isCloseTo(50, within(45.0)));
    }

    @Property(tries = 20, seed = SAMPLE)
    void in_speech_alone_there_are_no_marks(@ForAll long seed) {
        found.clear();
        play(seed, 0, Damage.NONE, false);

        assertThat(found).isEmpty();
    }

    @Test
    void silence_and_noise_have_no_marks() {
        ToneDetector detector = new ToneDetector(48_000);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000; i++) {
            short[] noise = new short[480];
            for (int j = 0; j < noise.length; j++) {
                noise[j] = (short) (i < 100 ? 0 : random.nextInt(-9_000, 9_000));
            }
            assertThat(detector.hear(noise, i * FRAME_NANOS)).isEmpty();
        }
    }

    @Property
    void a_marks_delay_is_that_since_the_last_mark_of_its_code(
            @ForAll @IntRange(max = 1_000_000) int number, @ForAll @IntRange(min = -15, max = 3_900) int delayMs) {
        long arrived = number * MarkClock.PERIOD_NANOS + delayMs * 1_000_000L;

        assertThat(MarkClock.delayNanos(MarkClock.code(number), arrived)).isEqualTo(delayMs * 1_000_000L);
    }

    @Test
    void clocks_below_zero_do_no_harm() {
        assertThat(MarkClock.delayNanos(MarkClock.code(-7), -6_900_000_000L)).isEqualTo(100_000_000L);
    }

    /**
     * What happens to sound on its way.
     *
     * @param noise standard deviation
     * @param step quantization
     * @param loss share of 20 ms that are silent
     */
    private record Damage(double noise, int step, double gain, double loss) {
        private static final Damage NONE = new Damage(0, 1, 1, 0);
    }

    private void play(long seed, long delayNanos, Damage damage, boolean marked) {
        SplittableRandom random = new SplittableRandom(seed);
        AudioSignal speech = new SpeechSignal(seed);
        ToneMarks marks = new ToneMarks();
        ToneDetector detector = new ToneDetector(AudioSignal.SAMPLE_RATE);
        short[] frame = new short[AudioSignal.FRAME_SAMPLES];
        boolean lost = false;
        // Half a second before the first mark, half a second after the last one's begin.
        for (int i = -50; i < 100 * SECONDS - 50; i++) {
            speech.fill(frame);
            if (marked) {
                marks.stamp(frame, i * FRAME_NANOS);
            }
            lost = i % 2 == 0 ? random.nextDouble() < damage.loss : lost;
            for (int j = 0; j < frame.length; j++) {
                double noisy = damage.gain * frame[j] + damage.noise * random.nextGaussian();
                frame[j] = lost
                        ? 0
                        : (short) Math.max(-32_768, Math.min(32_767, damage.step * Math.rint(noisy / damage.step)));
            }
            detector.hear(frame, i * FRAME_NANOS + delayNanos).ifPresent(found::add);
        }
    }

    private void assertFoundAll(double delayMs, double toleranceMs) {
        assertThat(found).hasSize(SECONDS);
        found.forEach(mark -> assertThat(delayMs(mark)).isCloseTo(delayMs, within(toleranceMs)));
        assertThat(found).extracting(ToneDetector.Mark::code).startsWith(0, 1, 2, 3, 0);
    }

    private static double delayMs(ToneDetector.Mark mark) {
        return MarkClock.delayNanos(mark.code(), mark.beganNanos()) / 1e6;
    }
}
