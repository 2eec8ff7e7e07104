package dev.plimsoll.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.plan.PublishSchedule;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TicksTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<Long> intendedMillis = new ArrayList<>();
    private long now;
    private final Timetable timetable = new Timetable(channel.eventLoop(), () -> now);

    TicksTest() {
        channel.freezeTime();
    }

    @Test
    void each_step_comes_at_its_time_and_after_the_last_there_is_none() {
        ticks(every(10, 1, 3), intendedMillis::add).start();

        letPass(9);
        assertThat(intendedMillis).isEmpty();
        letPass(11);
        assertThat(intendedMillis).containsExactly(10L, 20L);
        letPass(100);
        assertThat(intendedMillis).containsExactly(10L, 20L, 30L);
    }

    @Test
    void what_is_late_is_all_made_up_for_with_the_times_that_were_intended() {
        ticks(every(10, 1, 100), intendedMillis::add).start();

        letPass(45);

        assertThat(intendedMillis).containsExactly(10L, 20L, 30L, 40L);
    }

    @Test
    void those_of_a_burst_share_a_time() {
        ticks(every(10, 3, 5), intendedMillis::add).start();

        letPass(10);
        assertThat(intendedMillis).containsExactly(10L, 10L, 10L);
        letPass(10);
        assertThat(intendedMillis).containsExactly(10L, 10L, 10L, 20L, 20L);
    }

    @Test
    void once_stopped_nothing_comes_not_even_of_what_is_due_already() {
        Ticks[] stopping = new Ticks[1];
        stopping[0] = ticks(every(10, 1, 100), intended -> {
            intendedMillis.add(intended);
            if (intended == 20) {
                stopping[0].stop();
            }
        });
        stopping[0].start();

        letPass(45);
        letPass(45);

        assertThat(intendedMillis).containsExactly(10L, 20L);
    }

    @Test
    void a_silent_schedule_never_comes() {
        ticks(PublishSchedule.SILENT, intendedMillis::add).start();

        letPass(1_000);

        assertThat(intendedMillis).isEmpty();
    }

    private static PublishSchedule every(int millis, int burst, int count) {
        return new PublishSchedule(Duration.ofMillis(millis), Duration.ofMillis(millis), burst, count);
    }

    /** On a load that began at 0. */
    private Ticks ticks(PublishSchedule schedule, Ticks.Step inMillis) {
        return new Ticks(timetable, new LoadClock(), schedule, nanos -> inMillis.due(nanos / 1_000_000));
    }

    private void letPass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runPendingTasks();
        channel.checkException();
    }
}
