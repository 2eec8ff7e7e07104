package dev.plimsoll.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class PublishScheduleTest {
    private static final long MILLISECOND = 1_000_000;

    @Property(tries = 300)
    void times_are_whole_milliseconds_and_never_a_whole_one_early(
            @ForAll @LongRange(min = 0, max = 60_000_000_000L) long first,
            @ForAll @LongRange(min = 1, max = 20_000_000_000L) long interval,
            @ForAll @IntRange(min = 0, max = 9_999) int sequence) {
        long at = new PublishSchedule(Duration.ofNanos(first), Duration.ofNanos(interval), 1, 10_000)
                .at(sequence)
                .toNanos();

        assertThat(at % MILLISECOND).isZero();
        assertThat(first + interval * sequence - at).isBetween(0L, MILLISECOND - 1);
    }

    @Property(tries = 300)
    void a_part_has_just_the_times_that_lie_in_it(
            @ForAll @LongRange(min = 0, max = 3_000_000_000L) long first,
            @ForAll @LongRange(min = 300_000, max = 400_000_000L) long interval,
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long from,
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long until) {
        PublishSchedule whole = new PublishSchedule(Duration.ofNanos(first), Duration.ofNanos(interval), 1, 1_000);

        PublishSchedule part = whole.within(Duration.ofNanos(from), Duration.ofNanos(until));

        assertThat(times(part).toList())
                .isEqualTo(times(whole)
                        .filter(at -> at.toNanos() >= from && at.toNanos() < until)
                        .toList());
    }

    private static Stream<Duration> times(PublishSchedule schedule) {
        return IntStream.range(0, schedule.count()).mapToObj(schedule::at);
    }
}
