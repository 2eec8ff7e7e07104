package dev.plimsoll.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.Test;

class TimetableTest {
    /** As a process may have it that runs for long: the clock's values run over. */
    private final long start = Long.MAX_VALUE - 20;

    private final List<String> seen = new ArrayList<>();
    private long now = start;
    private int clockReadings;
    private EmbeddedChannel channel = frozen();
    private Timetable timetable = new Timetable(channel.eventLoop(), this::readClock);

    @BeforeTry
    void anew() {
        now = start;
        channel = frozen();
        timetable = new Timetable(channel.eventLoop(), this::readClock);
    }

    @Property(tries = 300)
    void whoever_is_put_has_a_turn_when_it_is_time_and_in_that_order(
            @ForAll @Size(max = 200) List<@IntRange(max = 60) Integer> times) {
        List<Integer> due = new ArrayList<>();
        times.forEach(time -> put(time, at -> {
            assertThat(at - start).isEqualTo(now - start).isGreaterThanOrEqualTo(time);
            due.add(time);
        }));

        List<Integer> sorted = times.stream().sorted().toList();
        for (int time = 0; time <= 60; time++) {
            int until = time;
            letPass(until - (now - start));
            assertThat(due)
                    .isEqualTo(sorted.stream().filter(one -> one <= until).toList());
        }
    }

    @Test
    void whoever_puts_themselves_again_has_another_turn() {
        put(5, first -> put(8, second -> seen.add("again at " + (second - start))));

        letPass(7);
        assertThat(seen).isEmpty();

        letPass(1);
        assertThat(seen).containsExactly("again at 8");
    }

    @Test
    void somebody_sooner_does_not_wait_for_the_timer_of_somebody_later() {
        put(50, at -> seen.add("later"));
        put(2, at -> seen.add("sooner"));

        letPass(2);

        assertThat(seen).containsExactly("sooner");
    }

    @Test
    void the_trouble_of_one_is_not_another_s() {
        put(1, at -> {
            throw new IllegalStateException("trouble");
        });
        put(1, at -> {
            throw new AssertionError("more trouble");
        });
        put(1, at -> seen.add("other"));
        put(2, at -> seen.add("later"));

        letPass(1);
        letPass(1);

        assertThat(seen).containsExactly("other", "later");
    }

    @Test
    void there_is_one_timer_however_often_somebody_sooner_comes() {
        for (int at = 50; at > 0; at--) {
            put(at, due -> put(100, again -> {}));
        }
        letPass(60);

        assertThat(timersUntil(100)).isEqualTo(1);
    }

    /** Each reads the clock as it begins. */
    private int timersUntil(long nanos) {
        int before = clockReadings;
        letPass(nanos - (now - start));
        return clockReadings - before;
    }

    @Test
    void when_many_are_due_at_once_the_loop_does_other_things_in_between() {
        IntStream.range(0, 100)
                .forEach(number -> put(1, at -> {
                    seen.add("due");
                    if (number == 0) {
                        channel.eventLoop().schedule(() -> seen.add("other"), 0, TimeUnit.NANOSECONDS);
                    }
                }));

        letPass(1);

        assertThat(seen).hasSize(101);
        assertThat(seen.indexOf("other")).isLessThan(100);
    }

    private void put(long atNanos, Timetable.Entry entry) {
        timetable.put(start + atNanos, entry);
    }

    private long readClock() {
        clockReadings++;
        return now;
    }

    private static EmbeddedChannel frozen() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.freezeTime();
        return channel;
    }

    private void letPass(long nanos) {
        now += nanos;
        channel.advanceTimeBy(nanos, TimeUnit.NANOSECONDS);
        channel.runPendingTasks();
        channel.checkException();
    }
}
