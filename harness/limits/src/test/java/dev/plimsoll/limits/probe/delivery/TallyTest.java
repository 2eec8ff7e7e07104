package dev.plimsoll.limits.probe.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final Tally tally = new Tally(Set.of("a"), 3);

    @Test
    void everything_once_and_in_order_is_right() {
        arrive(0, 1, 2);

        assertThat(tally.faults()).isEmpty();
    }

    @Test
    void what_is_missing_is_counted() {
        arrive(0, 2);

        assertThat(tally.faults()).containsExactly("1 of a did not come");
    }

    @Test
    void what_comes_twice_is_told() {
        arrive(0, 1, 1, 2);

        assertThat(tally.faults()).containsExactly("number 1 of a twice");
    }

    @Test
    void what_was_overtaken_is_told() {
        arrive(1, 0, 2);

        assertThat(tally.faults()).containsExactly("number 0 of a after a later one");
    }

    @Test
    void what_nobody_sent_is_told() {
        arrive(0, 1, 2, 3);
        tally.arrived("b", 0);

        assertThat(tally.faults()).containsExactly("one of nobody: from a", "one of nobody: from b");
    }

    private void arrive(int... numbers) {
        for (int number : numbers) {
            tally.arrived("a", number);
        }
    }
}
