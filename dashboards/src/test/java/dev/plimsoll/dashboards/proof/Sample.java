package dev.plimsoll.dashboards.proof;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the queries are proven on: a run and a round of a watch, each as the launcher starts it. */
final class Sample {
    private static final long PATIENCE_SECONDS = 180;
    private static final int EXPECTATION_BROKEN = 1;
    private static final int TERMINATED = 143;
    private static final Path CLI = Path.of("..", "harness", "cli", "target").toAbsolutePath();

    /**
     * The quickstart in small, with all that a dashboard asks for: a storm, calls with sound and pictures that are played, a
     * path that gets worse, one that is cut for a while, and an expectation that is broken.
     */
    private static final String RUN = """
            name: quickstart
            target: { sandbox: { maxConcurrentConnections: 80, connectsPerIp: 1000 } }
            signalling:
              connections: 60
              channels: 6
              rampUp: 5s
              hold: 15s
              publishers: 20%
              publishRate: 4/s
              reconnect: sdk
              storms: [ { at: 8s, share: 50%, cause: network } ]
            agents:
              pairs: { udp: 1, tcp: 1, tls: 1 }
              duration: 24s
              turn: { source: api }
              media: { direction: one-way, video: {} }
            impairments:
              - { at: 6s, name: far, delay: 30ms, transports: [udp] }
            faults:
              - { at: 12s, what: path-cut, name: no-tcp, transports: [tcp], lasts: 2s, within: 8s }
            limits:
              - { id: concurrent-connections, documented: 80, beyond: 5, closeCode: 4010, source: test }
            expectations: [ signalling.lost == 0, agents.relayed == 3, signalling.attempted < 10 ]
            generator: { scheduleLagP99: 10s, gcPause: 10s, mediaLost: 100% }
            """;

    private static final String WATCH = """
            name: watch
            target: { sandbox: { turn: false } }
            signalling: { connections: 2, channels: 1, rampUp: 1s, hold: 2s }
            watch: { target: sandbox }
            """;

    private final URI influx;
    private final Path folder;

    /** @param influx where the points go */
    Sample(URI influx, Path folder) {
        this.influx = influx;
        this.folder = folder;
    }

    void run() throws IOException, InterruptedException {
        Process run = start("run", RUN);
        if (!run.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            end(run);
        }
        assertEndsWith(EXPECTATION_BROKEN, run, "run");
    }

    /** Ended after its first round; another could begin meanwhile. */
    void watch() throws IOException, InterruptedException {
        Process watch = start("watch", WATCH);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (watch.isAlive() && System.nanoTime() < deadline && !said("watch").contains("round 1: ")) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        watch.destroy();
        if (!watch.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            end(watch);
        }
        assertEndsWith(TERMINATED, watch, "watch");
        if (!said("watch").contains("round 1: PASS")) {
            throw new AssertionError("the watch had no good round:\n" + said("watch"));
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private void assertEndsWith(int status, Process process, String command) throws IOException, InterruptedException {
        if (process.waitFor() != status) {
            throw new AssertionError("the " + command + " ended with " + process.exitValue() + ":\n" + said(command));
        }
    }

    private String said(String command) throws IOException {
        return Files.readString(output(command));
    }

    private Path output(String command) {
        return folder.resolve(command + ".txt");
    }

    private Process start(String command, String scenario) throws IOException {
        Path file = Files.writeString(folder.resolve(command + ".yaml"), scenario);
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseParallelGC",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                CLI.resolve("plimsoll-cli.jar") + ":" + CLI.resolve("lib") + "/*",
                "dev.plimsoll.cli.Main"));
        line.addAll(List.of(command, file.toString(), "--no-live"));
        line.addAll(List.of("--reports", folder.resolve("reports").toString()));
        line.addAll(List.of("--influx-url", influx.toString(), "--influx-org", "plimsoll"));
        line.addAll(List.of("--influx-bucket", "plimsoll"));
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output(command).toFile());
        builder.environment().put("INFLUX_TOKEN", "of-the-test");
        return builder.start();
    }
}
