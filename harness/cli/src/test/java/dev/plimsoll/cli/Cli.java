package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.model.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The command line as a process of its own, started as the launcher starts it, in a folder of its own. */
final class Cli {
    private static final long PATIENCE_SECONDS = 300;
    private static final long EVENT_SECONDS = 60;
    private static final int ATTEMPTS = 3;
    private static final double MUCH_STOLEN_PERCENT = 30;
    private static final String BUSY_MACHINE = "generator: { scheduleLagP99: 10s, gcPause: 10s, mediaLost: 100% }\n";

    private final Path folder;
    private final Process process;

    private Cli(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    static Cli start(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        // Whoever started this build may ignore SIGINT, and children inherit that.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx1g",
                "-XX:+UseParallelGC",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                Path.of("target/plimsoll-cli.jar").toAbsolutePath() + ":"
                        + Path.of("target/lib").toAbsolutePath() + "/*",
                "dev.plimsoll.cli.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile());
        builder.environment().putAll(environment);
        return new Cli(folder, builder.start());
    }

    static Cli run(Path folder, String scenario) throws IOException {
        return start(folder, Map.of(), "run", scenario(folder, scenario));
    }

    /** Runs a scenario until there is a verdict. */
    static Cli decided(Path folder, String scenario) throws IOException, InterruptedException {
        return decided(folder, in -> run(in, scenario));
    }

    /** Starts it again, with a folder of its own each time, while this machine is too busy to say anything of the target. */
    static Cli decided(Path folder, Start start) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Cli cli = start.in(Files.createDirectory(folder.resolve("attempt-" + attempt)));
            if (attempt == ATTEMPTS || !cli.saysNothing(attempt)) {
                return cli;
            }
            System.out.println("not decided, so once more:\n" + cli.output());
        }
    }

    /** A failure is believed the second time, though others took much of this machine. */
    private boolean saysNothing(int attempt) throws IOException, InterruptedException {
        int code = exitCode();
        return code == ExitCode.INVALID.code()
                || (code == ExitCode.FAILED.code()
                        && attempt == 1
                        && result().at("/generator/cpuStealMax").asDouble() > MUCH_STOLEN_PERCENT);
    }

    @FunctionalInterface
    interface Start {
        Cli in(Path folder) throws IOException;
    }

    /** Writes a scenario that a machine busy with other tests does not make invalid, unless it has bounds of its own. */
    static String scenario(Path folder, String text) throws IOException {
        String bounded = text.contains("generator:") ? text : text + BUSY_MACHINE;
        return Files.writeString(folder.resolve("scenario.yaml"), bounded).toString();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("did not end; it printed:\n" + output());
        }
        return process.exitValue();
    }

    String output() {
        try {
            return Files.readString(folder.resolve("output.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for something that happens while it runs. */
    void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(EVENT_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(isAlive() && System.nanoTime() < deadline)
                    .as(this::output)
                    .isTrue();
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** A port of loopback at which nobody listens. */
    static int unusedPort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    Stream<ProcessHandle> descendants() {
        return process.descendants();
    }

    /** The first descendant whose command line holds a text; empty until it has started. */
    Stream<ProcessHandle> descendant(String text) {
        return descendants().filter(child -> commandLine(child).contains(text));
    }

    private static String commandLine(ProcessHandle child) {
        try {
            return Files.readString(Path.of("/proc/" + child.pid() + "/cmdline"))
                    .replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }

    Path reportFolder() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("reports"))) {
            return runs.findFirst().orElseThrow();
        }
    }

    /** Every point of a measurement, as line protocol. */
    List<String> points(String measurement) throws IOException {
        return Spooled.lines(reportFolder().resolve("points")).stream()
                .filter(line -> line.startsWith(measurement + ","))
                .toList();
    }

    /** A number of a point. */
    static double value(String line, String field) {
        return Double.parseDouble(line.replaceAll(".*[ ,]" + field + "=([-0-9.E]+).*", "$1"));
    }

    JsonNode result() throws IOException {
        return new ObjectMapper().readTree(reportFolder().resolve("result.json").toFile());
    }
}
