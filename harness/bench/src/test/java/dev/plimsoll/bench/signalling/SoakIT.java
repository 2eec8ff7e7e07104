package dev.plimsoll.bench.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.bench.measure.Reading;
import dev.plimsoll.sandbox.SandboxMain;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three minutes of the benchmark's soak: long enough for a leak of connections to show, too short for a trickle. */
class SoakIT {
    private static final int CONNECTIONS = 1_000;
    private static final int REPLACED_PER_SECOND = 50;
    private static final int MINUTES = 3;
    /** A connection that is not let go keeps about 10 kB: fifty a second would be 30 MB a minute. */
    private static final double LEAK_MB_PER_MINUTE = 6;

    @TempDir
    Path folder;

    @Test
    void connections_that_come_and_go_for_minutes_leave_nothing_behind() throws Exception {
        SoakCase soak = new SoakCase(CONNECTIONS, REPLACED_PER_SECOND, MINUTES, 10);

        Map<String, Double> seen =
                soak.round(1, new Round.Setting(SandboxMain.JVM_OPTIONS, List.of(), false, folder)).stream()
                        .collect(Collectors.toMap(Reading::name, Reading::value));

        assertThat(seen.get("connections accepted")).isEqualTo(seen.get("of attempted"));
        assertThat(seen.get("connections accepted"))
                .isGreaterThan(CONNECTIONS + 60.0 * MINUTES * REPLACED_PER_SECOND * 0.9);
        assertThat(seen.get("deliveries expected")).isGreaterThan(10_000);
        assertThat(seen.get("lost")).isZero();
        assertThat(seen.get("heap after GC, slope")).isLessThan(LEAK_MB_PER_MINUTE);
        assertThat(seen.get("native memory, slope")).isLessThan(LEAK_MB_PER_MINUTE);
    }
}
