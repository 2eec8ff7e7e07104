package dev.plimsoll.impair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DelayLineTest {
    private final DelayLine line = new DelayLine();
    private final List<String> released = new ArrayList<>();

    @Test
    void what_is_due_leaves_by_its_due_time_and_what_is_due_together_in_the_order_it_came() {
        add(30, "c");
        add(10, "a1");
        add(10, "a2");
        add(20, "b");

        line.releaseDue(20);

        assertThat(released).containsExactly("a1+10", "a2+10", "b+0");
        assertThat(line.nextDue()).hasValue(30);
    }

    @Test
    void due_times_on_both_sides_of_the_clocks_wrap_keep_their_order() {
        add(Long.MIN_VALUE + 5, "after");
        add(Long.MAX_VALUE - 5, "before");

        line.releaseDue(Long.MIN_VALUE + 6);

        assertThat(released).containsExactly("before+12", "after+1");
        assertThat(line.nextDue()).isEmpty();
    }

    private void add(long due, String name) {
        line.add(due, new byte[0], (bytes, late) -> released.add(name + "+" + late));
    }
}
