package dev.plimsoll.agents.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PaceTest {
    private static final long PERIOD = 10;
    private static final long MOST_LATE = 100;
    private static final long START = 5_000;

    private final Pace pace = new Pace(PERIOD, MOST_LATE, START);

    @Example
    void frames_leave_at_their_times() {
        assertThat(frames(3, START)).containsExactly(START, START + 10, START + 20);
    }

    @Example
    void after_a_short_pause_everything_is_made_up_for() {
        frames(1, START);

        assertThat(frames(10, START + MOST_LATE))
                .hasSize(10)
                .startsWith(START + 10)
                .endsWith(START + 100);
    }

    @Example
    void after_a_long_pause_only_what_a_card_keeps_is_sent() {
        frames(1, START);
        long later = START + 3_000;

        assertThat(frames(300, later)).hasSize(11).startsWith(later - MOST_LATE).endsWith(later);
    }

    @Example
    void what_was_lost_does_not_delay_what_comes_after() {
        frames(301, START + 3_000);

        assertThat(pace.next(START + 3_010)).isEqualTo(OptionalLong.of(START + 3_010));
    }

    @Example
    void a_bound_that_would_lose_frames_no_other_waits_behind_is_refused() {
        assertThatThrownBy(() -> new Pace(100, 50, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pace(0, 50, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** A thread that takes its turns as soon as it can, and is held up between them as the list says. */
    @Property
    void however_the_thread_is_held_up_nothing_leaves_early_too_late_or_faster_than_real_time(
            @ForAll @Size(max = 200) List<@IntRange(max = 400) Integer> heldUp) {
        Pace fresh = new Pace(PERIOD, MOST_LATE, START);
        List<Long> left = new ArrayList<>();
        long now = START;
        long due = START;
        for (int pause : heldUp) {
            now = Math.max(now, due) + pause;
            due += PERIOD;
            OptionalLong intended = fresh.next(now);
            if (intended.isPresent()) {
                assertThat(now - intended.getAsLong()).isBetween(0L, MOST_LATE);
                left.add(now);
            }
        }
        assertThat(mostAheadOfRealTime(left)).isLessThanOrEqualTo(MOST_LATE);
    }

    /** Of all stretches, by how much the sound that was sent in one is longer than the stretch. */
    private static long mostAheadOfRealTime(List<Long> left) {
        long most = 0;
        for (int from = 0; from < left.size(); from++) {
            for (int to = from; to < left.size(); to++) {
                most = Math.max(most, (to - from) * PERIOD - (left.get(to) - left.get(from)));
            }
        }
        return most;
    }

    /** The intended times of those that leave. */
    private List<Long> frames(int turns, long now) {
        List<Long> intended = new ArrayList<>();
        for (int i = 0; i < turns; i++) {
            pace.next(now).ifPresent(intended::add);
        }
        return intended;
    }
}
