package dev.plimsoll.process;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of ours, on the class path of this one, with a control channel. It ends by itself when the channel ends, so it
 * cannot outlive this process.
 *
 * @param <I> what it tells
 * @param <O> what it is told
 */
public final class ChildJvm<I, O> implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(8);

    private final Process process;
    private final ControlChannel<I, O> control;

    private ChildJvm(Process process, ControlChannel<I, O> control) {
        this.process = process;
        this.control = control;
    }

    /**
     * What to start.
     *
     * @param output where its standard output and error go
     * @param environment added to this process's own
     */
    public record Spec(Class<?> mainClass, List<String> jvmOptions, Map<String, String> environment, Path output) {}

    /** Starts it and waits until it has connected; {@link ControlChannel#listen} is the caller's to call. */
    public static <I, O> ChildJvm<I, O> start(Spec spec, Class<I> inbound) throws IOException {
        try (ControlServer server = ControlServer.open()) {
            ProcessBuilder builder = new ProcessBuilder(OwnSession.of(command(spec)))
                    .redirectErrorStream(true)
                    .redirectOutput(spec.output().toFile());
            builder.environment().putAll(spec.environment());
            builder.environment().put(ControlChannel.ENVIRONMENT, server.path().toString());
            Process process = builder.start();
            return new ChildJvm<>(process, new ControlChannel<>(connection(server, process), inbound));
        }
    }

    private static SocketChannel connection(ControlServer server, Process process) throws IOException {
        try {
            return server.accept(START_TIMEOUT, process::isAlive);
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static List<String> command(Spec spec) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(spec.jvmOptions());
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), spec.mainClass().getName()));
        return command;
    }

    public ControlChannel<I, O> control() {
        return control;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with the exit status when it has ended. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Waits for it to end by itself; false if it is still there after {@code patience}. */
    public boolean awaitExit(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Lets go of it, and ends it if it does not end by itself. */
    @Override
    public void close() {
        control.close();
        if (!awaitExit(GRACE)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
