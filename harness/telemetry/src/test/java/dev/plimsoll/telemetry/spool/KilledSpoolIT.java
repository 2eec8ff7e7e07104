package dev.plimsoll.telemetry.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledSpoolIT {
    @TempDir
    Path folder;

    @Test
    void a_killed_process_leaves_every_point_that_it_called_spooled_and_what_was_flushed_of_its_last_block()
            throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledSpool.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        AtomicLong spooled = new AtomicLong();
        AtomicLong readable = new AtomicLong();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            Thread said = new Thread(() -> out.lines().forEach(line -> spooled.set(Long.parseLong(line))), "said");
            said.start();
            Spools.await("part of an open block can be read", () -> {
                long before = spooled.get();
                readable.set(Spools.read(folder).size());
                return before > 0 && readable.get() > spooled.get();
            });
            process.destroyForcibly().waitFor();
            said.join();
        }

        List<String> lines = Spools.read(folder);
        assertThat((long) lines.size()).isGreaterThanOrEqualTo(Math.max(spooled.get(), readable.get()));
        assertThat(lines).isEqualTo(Spools.lines(lines.size()));
        assertThat(Spools.entries(folder)).noneMatch(SpoolEntry.Damaged.class::isInstance);
    }
}
