package dev.plimsoll.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeashedProcessIT {
    @TempDir
    Path folder;

    @Test
    void closing_ends_the_program() throws Exception {
        LeashedProcess leashed = start("exec sleep 300");
        ProcessHandle program = programOf(leashed);

        leashed.close();

        program.onExit().get(5, TimeUnit.SECONDS);
        assertThat(leashed.isAlive()).isFalse();
    }

    @Test
    void a_program_that_ignores_requests_is_ended_all_the_same() throws Exception {
        LeashedProcess leashed = start("trap '' TERM; while :; do sleep 1; done");
        ProcessHandle program = programOf(leashed);

        leashed.close();

        program.onExit().get(8, TimeUnit.SECONDS);
    }

    @Test
    void a_program_that_ends_by_itself_tells_its_status_and_output() throws Exception {
        LeashedProcess leashed = start("echo said; exit 7");

        assertThat(leashed.onExit().get(5, TimeUnit.SECONDS)).isEqualTo(7);
        assertThat(Files.readString(folder.resolve("out"))).isEqualTo("said\n");
    }

    private LeashedProcess start(String script) throws Exception {
        return LeashedProcess.start(List.of("/bin/sh", "-c", script), folder, folder.resolve("out"));
    }

    private static ProcessHandle programOf(LeashedProcess leashed) throws InterruptedException {
        ProcessHandle leash = ProcessHandle.of(leashed.pid()).orElseThrow();
        for (int attempt = 0; attempt < 200; attempt++) {
            var program = leash.descendants()
                    .filter(child -> child.info()
                                    .arguments()
                                    .map(a -> String.join(" ", a))
                                    .orElse("")
                                    .contains("sleep")
                            || child.info().command().orElse("").endsWith("sleep"))
                    .findFirst();
            if (program.isPresent()) {
                return program.get();
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return leash;
    }
}
