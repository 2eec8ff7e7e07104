package dev.plimsoll.bench.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.bench.measure.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark's outages, made short: nothing is lost, and the books say so. Says nothing of lags. */
class DisturbedIT {
    private static final double RATE = 4_000;

    @TempDir
    Path folder;

    private static Map<String, Double> byName(List<Reading> readings) {
        return readings.stream().collect(Collectors.toMap(Reading::name, Reading::value));
    }

    private static void assertNothingLostOrTwice(Map<String, Double> seen) {
        assertThat(seen.get("dropped in all")).isZero();
        assertThat(seen.get("accepted in all")).isEqualTo(seen.get("handed over in all"));
        assertThat(seen.get("in the spool, read back")).isEqualTo(seen.get("accepted in all"));
        assertThat(seen.get("in InfluxDB, counted by a query")).isEqualTo(seen.get("accepted in all"));
        assertThat(seen.get("lost of those accepted")).isZero();
        assertThat(seen.get("twice in InfluxDB")).isZero();
        assertThat(seen.get("sum of a field, off by")).isZero();
    }

    @Test
    void a_real_server_that_is_killed_and_comes_back_has_every_point_once() throws Exception {
        Optional<String> obstacle = Influxd.obstacle();
        assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));

        Map<String, Double> seen = byName(new OutageCase(0.2, 0.1, RATE, 2, true).round(1, folder));

        assertNothingLostOrTwice(seen);
        assertThat(seen.get("before: points uploaded")).isPositive();
        assertThat(seen.get("during: points uploaded")).isLessThan(RATE);
        assertThat(seen.get("during: points written to the disk")).isGreaterThan(4 * RATE);
        assertThat(seen.get("points that waited when it was there again")).isGreaterThan(4 * RATE);
    }

    @Test
    void a_disk_that_is_full_for_seconds_takes_every_point_afterwards_and_is_gone_at_the_end() throws Exception {
        DiskCase disk = new DiskCase(4, 3, RATE, 1);
        Optional<String> obstacle = disk.obstacle(folder);
        assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));

        Map<String, Double> seen = byName(disk.round(1, folder));

        assertNothingLostOrTwice(seen);
        assertThat(seen.get("before: points written to the disk")).isPositive();
        assertThat(seen.get("during: points written to the disk")).isLessThan(RATE);
        assertThat(seen.get("during: points accepted")).isGreaterThan(3 * RATE);
        assertThat(Files.readString(Path.of("/proc/mounts"))).doesNotContain(folder.toString());
    }
}
