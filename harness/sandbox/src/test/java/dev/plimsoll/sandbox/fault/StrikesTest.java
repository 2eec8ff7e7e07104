package dev.plimsoll.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.sandbox.config.SandboxConfigReader;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StrikesTest {
    private final Faults faults = new Faults(List.of());
    private final Strikes strikes =
            new Strikes(new Rules(() -> SandboxConfigReader.yaml("{}"), faults), new SplittableRandom(1));

    private long hits(int events) {
        return IntStream.range(0, events)
                .filter(event -> strikes.hits(Fault.LOSES_DELIVERIES))
                .count();
    }

    @Test
    void a_fault_that_is_off_spoils_nothing() {
        assertThat(hits(5_000)).isZero();
        assertThat(faults.struck(Fault.LOSES_DELIVERIES)).isZero();
    }

    @Test
    void a_fault_spoils_its_share_and_each_is_counted() {
        faults.set(Fault.LOSES_DELIVERIES, true);

        assertThat(hits(5_000)).isEqualTo(5);
        assertThat(faults.struck(Fault.LOSES_DELIVERIES)).isEqualTo(5);
        assertThat(faults.struck(Fault.DUPLICATES_DELIVERIES)).isZero();
    }

    @Test
    void what_was_spoiled_stays_counted_when_the_fault_goes_off() {
        faults.set(Fault.LOSES_DELIVERIES, true);
        hits(2_000);
        faults.set(Fault.LOSES_DELIVERIES, false);
        hits(2_000);

        assertThat(faults.struck(Fault.LOSES_DELIVERIES)).isEqualTo(2);
    }
}
