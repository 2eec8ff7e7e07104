package dev.plimsoll.bench.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.plimsoll.bench.measure.Reading;
import dev.plimsoll.bench.measure.SandboxProcess;
import dev.plimsoll.bench.measure.Stopwatch;
import dev.plimsoll.sandbox.SandboxMain;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark's storm as a test: that it ends well, not how fast. */
class StormIT {
    private static final int CONNECTS = 10_000;

    @TempDir
    Path folder;

    @Test
    void ten_thousand_connects_at_once_are_all_welcomed_while_others_go_on_talking() throws Exception {
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        assumeTrue(system.getMaxFileDescriptorCount() > CONNECTS + 500, "a connection is a file descriptor");
        try (SandboxProcess sandbox = SandboxProcess.start(SandboxMain.JVM_OPTIONS, folder.resolve("sandbox.log"))) {
            Map<String, Double> seen = new StormCase(CONNECTS)
                    .round(sandbox, new Stopwatch(1, 0)).stream()
                            .collect(Collectors.toMap(Reading::name, Reading::value));

            assertThat(seen.get("connections open and subscribed")).isEqualTo(CONNECTS);
            assertThat(seen.get("the others' publishes acked")).isPositive();
            assertThat(seen.get("their publish to ack, longest")).isLessThan(10_000.0);
            assertThat(sandbox.stop().peakConnections()).isEqualTo(CONNECTS + 2);
        }
    }
}
