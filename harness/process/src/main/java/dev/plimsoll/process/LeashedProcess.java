package dev.plimsoll.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A foreign program that cannot outlive this process. A shell holds the leash: it waits on a pipe from here, and when the
 * pipe closes, because this process closed it or died in whatever way, it ends the program.
 */
public final class LeashedProcess implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(4);
    private static final String LEASH = """
            exec 3<&0
            "$@" </dev/null 3<&- &
            child=$!
            (
              while read -r _ <&3; do :; done
              kill -TERM "$child" 2>/dev/null
              waited=0
              while [ "$waited" -lt 20 ] && kill -0 "$child" 2>/dev/null; do sleep 0.1; waited=$((waited + 1)); done
              kill -KILL "$child" 2>/dev/null
            ) &
            watcher=$!
            wait "$child"
            status=$?
            kill "$watcher" 2>/dev/null
            exit "$status"
            """;

    private final Process leash;

    private LeashedProcess(Process leash) {
        this.leash = leash;
    }

    /**
     * @param output where the program's standard output and error go
     * @throws IOException if there is no shell to hold the leash
     */
    public static LeashedProcess start(List<String> command, Path workingDirectory, Path output) throws IOException {
        List<String> shell = new ArrayList<>(List.of("/bin/sh", "-c", LEASH, "leash"));
        shell.addAll(command);
        Process process = new ProcessBuilder(OwnSession.of(shell))
                .directory(workingDirectory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new LeashedProcess(process);
    }

    /** The process id of the program itself, or of the shell while the program is not started yet. */
    public long pid() {
        return leash.children()
                .filter(child ->
                        child.info().command().filter(c -> !c.endsWith("sh")).isPresent())
                .findFirst()
                .map(ProcessHandle::pid)
                .orElse(leash.pid());
    }

    public boolean isAlive() {
        return leash.isAlive();
    }

    /** Completes with the exit status when the program has ended. */
    public CompletableFuture<Integer> onExit() {
        return leash.onExit().thenApply(Process::exitValue);
    }

    /** Ends the program and waits for it. */
    @Override
    public void close() {
        try {
            leash.getOutputStream().close();
            if (!leash.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                leash.descendants().forEach(ProcessHandle::destroyForcibly);
                leash.destroyForcibly();
            }
        } catch (IOException e) {
            leash.descendants().forEach(ProcessHandle::destroyForcibly);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
