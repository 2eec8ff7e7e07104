package dev.plimsoll.bench.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.bench.measure.Reading;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PhaseLogTest {
    private final PhaseLog log = new PhaseLog();

    private static Slice slice(long lagNanos) {
        Slice slice = Slice.empty();
        LongStream.range(0, 100).forEach(turn -> slice.lag().recordValue(lagNanos));
        slice.took().recordValue(2_000);
        return slice;
    }

    @Test
    void slices_add_up_and_short_ones_have_no_percentile_of_their_own() {
        log.add(slice(1_000_000), new Counts(1, 500, 400, 300, 20, 0.25, 1));
        log.add(slice(3_000_000), new Counts(0.2, 100, 90, 80, 0, 0.05, 0.4));
        log.add(slice(2_000_000), new Counts(1, 500, 500, 500, 0, 0.25, 1));

        assertThat(log.lagP99Millis()).hasSize(2);
        assertThat(log.lagP99Millis().get(0)).isCloseTo(1, within(0.01));
        assertThat(log.lagP99Millis().get(1)).isCloseTo(2, within(0.01));
        Map<String, Double> seen =
                log.readings(Phase.DURING).stream().collect(Collectors.toMap(Reading::name, Reading::value));
        assertThat(seen)
                .containsEntry("during: points accepted", 1_080.0)
                .containsEntry("during: points dropped", 20.0)
                .containsEntry("during: points written to the disk", 990.0)
                .containsEntry("during: points uploaded", 880.0);
        assertThat(seen.get("during: schedule lag, longest")).isCloseTo(3, within(0.01));
        assertThat(seen.get("during: CPU of the process")).isCloseTo(0.25, within(1e-9));
        assertThat(seen.get("during: everything else's CPU, influxd's with it")).isCloseTo(1.85 / 2.2, within(1e-9));
    }
}
