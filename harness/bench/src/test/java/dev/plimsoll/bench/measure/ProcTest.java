package dev.plimsoll.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ProcTest {
    @Test
    void this_process_has_memory_and_nobody_has_none() {
        assertThat(Proc.proportionalBytesOf(ProcessHandle.current().pid())).isGreaterThan(1_000_000);
        assertThat(Proc.proportionalBytesOf(Integer.MAX_VALUE)).isZero();
    }

    @Test
    @Timeout(20)
    void a_process_that_has_ended_but_that_nobody_has_waited_for_has_none() throws Exception {
        // The shell becomes a sleep, which waits for no child.
        Process parent = new ProcessBuilder("sh", "-c", "sleep 0.2 & exec sleep 60").start();
        try {
            ProcessHandle child = childOf(parent);
            while (!Files.readString(Path.of("/proc", Long.toString(child.pid()), "stat"))
                    .contains(") Z ")) {
                Thread.onSpinWait();
            }

            assertThat(Proc.proportionalBytesOf(child.pid())).isZero();
        } finally {
            parent.destroyForcibly().waitFor();
        }
    }

    private static ProcessHandle childOf(Process parent) {
        while (true) {
            Optional<ProcessHandle> child = parent.toHandle().children().findFirst();
            if (child.isPresent()) {
                return child.get();
            }
        }
    }
}
