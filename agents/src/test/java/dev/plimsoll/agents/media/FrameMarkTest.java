package dev.plimsoll.agents.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FrameMarkTest {
    /** What is said of chance holds of nearly every sample: the same one each time, lest a run fail for nothing. */
    private static final String SAMPLE = "1";

    private static final int LARGEST_PAYLOAD = 0xff_ffff;

    @Property
    void what_was_written_is_read(
            @ForAll @IntRange(max = LARGEST_PAYLOAD) int payload, @ForAll @IntRange(min = 80, max = 700) int width) {
        Plane luma = picture(width, width * 9 / 16, payload);

        assertThat(FrameMark.read(luma)).hasValue(payload);
    }

    @Property(tries = 200, seed = SAMPLE)
    void it_is_read_through_noise_blur_coarse_steps_and_a_change_of_light(
            @ForAll @IntRange(max = LARGEST_PAYLOAD) int payload,
            @ForAll long seed,
            @ForAll @DoubleRange(max = 25) double noise,
            @ForAll @IntRange(min = 1, max = 32) int step,
            @ForAll @DoubleRange(min = 0.6, max = 1.3) double contrast) {
        Plane luma = picture(320, 180, payload);
        damage(luma, new SplittableRandom(seed), noise, step, contrast);

        assertThat(FrameMark.read(luma)).hasValue(payload);
    }

    @Property(tries = 100)
    void it_is_read_from_a_picture_that_was_scaled_down(
            @ForAll @IntRange(max = LARGEST_PAYLOAD) int payload, @ForAll @IntRange(min = 2, max = 4) int factor) {
        assertThat(FrameMark.read(shrunk(picture(640, 360, payload), factor))).hasValue(payload);
    }

    /** The checksum lets one damaged picture in 256 through; the delay that it stands for does not. */
    @Property(tries = 300, seed = SAMPLE)
    void a_picture_that_is_destroyed_is_not_read_as_a_time(@ForAll long seed) {
        Plane luma = picture(320, 180, 1);
        damage(luma, new SplittableRandom(seed), 2_000, 1, 1);
        long now = Math.floorMod(seed, 1_000_000_000_000L);

        OptionalInt read = FrameMark.read(luma);
        OptionalLong delay = FrameMark.delayNanos(luma, now);
        assertThat(delay.isPresent() && read.isEmpty()).isFalse();
        delay.ifPresent(nanos -> assertThat(nanos).isLessThanOrEqualTo(10_000_000_000L));
    }

    @Test
    void a_picture_without_a_mark_is_not_read() {
        int read = 0;
        for (int number = 0; number < 500; number++) {
            Plane luma = Plane.allocate(320, 180);
            PatternPicture.draw(luma, Plane.allocate(160, 90), Plane.allocate(160, 90), number);
            read += FrameMark.delayNanos(luma, number * 66_000_000L).isPresent() ? 1 : 0;
        }
        assertThat(read).isZero();
    }

    @Test
    void grey_is_not_read() {
        Plane luma = Plane.allocate(320, 180);
        luma.fill(0, 0, 320, 180, 128);

        assertThat(FrameMark.read(luma)).isEmpty();
    }

    @Property
    void the_delay_is_the_time_since_the_stamp_even_across_the_stamps_wrap(
            @ForAll @LongRange(min = -4_000_000_000_000L, max = 4_000_000_000_000L) long stampedAt,
            @ForAll @IntRange(max = 9_900) int delayMs) {
        Plane luma = Plane.allocate(160, 90);
        FrameMark.stampTime(luma, stampedAt);

        long delay =
                FrameMark.delayNanos(luma, stampedAt + delayMs * 1_000_000L).orElseThrow();
        assertThat(delay / 1e6).isCloseTo(delayMs, within(0.11));
    }

    @Test
    void a_mark_wants_a_picture_of_some_size() {
        assertThat(FrameMark.fits(160, 90)).isTrue();
        assertThat(FrameMark.fits(320, 180)).isTrue();
        assertThat(FrameMark.fits(64, 64)).isFalse();
        assertThat(FrameMark.fits(1_280, 100)).isFalse();
    }

    private static Plane picture(int width, int height, int payload) {
        Plane luma = Plane.allocate(width, height);
        PatternPicture.draw(
                luma,
                Plane.allocate((width + 1) / 2, (height + 1) / 2),
                Plane.allocate((width + 1) / 2, (height + 1) / 2),
                payload);
        FrameMark.stamp(luma, payload);
        return luma;
    }

    /** As a codec does at a low bitrate: a blur over three pixels, then steps, on top of noise and a change of light. */
    private static void damage(Plane luma, SplittableRandom random, double noise, int step, double contrast) {
        Plane before = copy(luma);
        for (int y = 0; y < luma.height(); y++) {
            for (int x = 0; x < luma.width(); x++) {
                int left = before.get(Math.max(0, x - 1), y);
                int right = before.get(Math.min(luma.width() - 1, x + 1), y);
                double value = (left + before.get(x, y) + right) / 3.0;
                value = 128 + contrast * (value - 128) + noise * random.nextGaussian();
                luma.set(x, y, (int) (step * Math.rint(Math.max(0, Math.min(255, value)) / step)));
            }
        }
    }

    private static Plane copy(Plane plane) {
        Plane copy = Plane.allocate(plane.width(), plane.height());
        for (int y = 0; y < plane.height(); y++) {
            for (int x = 0; x < plane.width(); x++) {
                copy.set(x, y, plane.get(x, y));
            }
        }
        return copy;
    }

    private static Plane shrunk(Plane plane, int factor) {
        Plane small = Plane.allocate(plane.width() / factor, plane.height() / factor);
        for (int y = 0; y < small.height(); y++) {
            for (int x = 0; x < small.width(); x++) {
                int sum = 0;
                for (int i = 0; i < factor * factor; i++) {
                    sum += plane.get(x * factor + i % factor, y * factor + i / factor);
                }
                small.set(x, y, sum / (factor * factor));
            }
        }
        return small;
    }
}
