package dev.plimsoll.bench.signalling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A contender at work, in a process of its own that ends by itself. */
final class ContenderProcess implements AutoCloseable {
    private final Process process;
    private final Path output;

    private ContenderProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static ContenderProcess start(
            Contender contender, Map<String, String> environment, List<String> jvmOptions, Path folder)
            throws IOException {
        Path own = Files.createTempDirectory(folder, "contender");
        Path output = own.resolve("output.log");
        ProcessBuilder builder = new ProcessBuilder(contender.command(jvmOptions, own))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new ContenderProcess(builder.start(), output);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean hasRehearsed() throws IOException {
        return printed().contains(Cue.REHEARSED);
    }

    void cue() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** Waits for its end and reads what it says of its work. */
    Outcome outcome(Duration patience) throws IOException, InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the contender did not end within " + patience + ": " + printed());
        }
        return Outcome.of(printed());
    }

    String printed() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
