package dev.plimsoll.agents.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SamplePhaseTest {
    @Property
    void every_tenth_of_the_period_gets_its_share_of_the_peers(
            @ForAll @IntRange(min = 1, max = 2_000) int peers,
            @ForAll @IntRange(max = 5_000) int first,
            @ForAll @IntRange(max = 9) int tenth) {
        long inTenth = IntStream.range(first, first + peers)
                .mapToObj(ordinal -> SamplePhase.of(ordinal, Duration.ofSeconds(1)))
                .filter(phase -> phase.toMillis() / 100 == tenth)
                .count();

        assertThat((double) inTenth).isCloseTo(peers / 10.0, within(4.0));
    }
}
