package dev.plimsoll.telemetry.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The system itself refuses bytes: by a bound to the size of a process's files, which is lifted later. */
class FullDiskIT {
    private static final int BOUND_KIB = 16;

    @TempDir
    Path folder;

    /** What the process told last. */
    private record Told(long points, long spooled, long lost, String trouble) {
        static Told of(String line) {
            String[] words = line.split(" ", 4);
            return new Told(Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]), words[3]);
        }
    }

    @Test
    void what_a_real_process_hands_over_while_the_system_takes_no_bytes_is_written_when_it_does() throws Exception {
        AtomicReference<Told> told = new AtomicReference<>(new Told(0, 0, 0, ""));
        Process process = bounded();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            Thread listening = new Thread(() -> out.lines().forEach(line -> told.set(Told.of(line))), "told");
            listening.start();
            Spools.await("the system refuses", () -> !told.get().trouble().isEmpty());
            Told refused = told.get();
            Spools.await("more is handed over", () -> told.get().points() > refused.points() + 3_000);
            assertThat(told.get().spooled()).isEqualTo(refused.spooled());
            lift(process);
            Spools.await("it is written", () -> told.get().spooled() > refused.points() + 3_000);
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
            assertThat(process.waitFor()).isZero();
            listening.join();
        } finally {
            process.destroyForcibly();
        }

        Told last = told.get();
        assertThat(last.trouble()).contains("refused points");
        assertThat(last.lost()).isZero();
        assertThat(last.spooled()).isEqualTo(last.points());
        List<String> lines = Spools.read(folder);
        assertThat(lines).hasSize((int) last.points()).doesNotHaveDuplicates();
    }

    private Process bounded() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -S -f " + BOUND_KIB + "; exec \"$@\"",
                        "bash",
                        java,
                        "-Xmx128m",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FilledSpool.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void lift(Process process) throws Exception {
        int code = new ProcessBuilder("prlimit", "--pid", Long.toString(process.pid()), "--fsize=unlimited:unlimited")
                .inheritIO()
                .start()
                .waitFor();
        assertThat(code).isZero();
    }
}
