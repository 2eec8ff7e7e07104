package dev.plimsoll.bench.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.process.LeashedProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A real InfluxDB 1.x, in a folder of its own on loopback, that can go away and come back with what it had. */
final class Influxd implements AutoCloseable {
    static final String DATABASE = "plimsoll";

    private static final Duration START = Duration.ofMinutes(2);
    private static final List<Path> PROGRAM = List.of(Path.of("/usr/bin/influxd"), Path.of("/usr/local/bin/influxd"));
    /** While it is away, nobody else is given its port: those that systems give out begin at 32768. */
    private static final int FIRST_PORT = 21_086;

    private static final int PORTS = 1_000;
    private static final String CONFIG = """
            reporting-disabled = true
            bind-address = "127.0.0.1:%d"
            [meta]
            dir = "%s/meta"
            [data]
            dir = "%<s/data"
            wal-dir = "%<s/wal"
            [monitor]
            store-enabled = false
            [http]
            bind-address = "127.0.0.1:%d"
            log-enabled = false
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Path folder;
    private final URI url;
    private LeashedProcess process;

    private Influxd(Path folder, int port) throws IOException {
        this.folder = folder;
        this.url = URI.create("http://127.0.0.1:" + port);
        this.process = launch();
    }

    /** Why it cannot be had; empty if it can. */
    static Optional<String> obstacle() {
        return program().isPresent()
                ? Optional.empty()
                : Optional.of("influxd is not installed (apt-get install influxdb)");
    }

    private static Optional<Path> program() {
        return PROGRAM.stream().filter(Files::isExecutable).findFirst();
    }

    /** As it tells it. */
    static String version() throws IOException {
        Process process = new ProcessBuilder(program().orElseThrow().toString(), "version").start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /** Returns when it takes points. */
    static Influxd start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int port = freePort(FIRST_PORT);
        Files.writeString(config(folder), CONFIG.formatted(freePort(port + 1), folder.toAbsolutePath(), port));
        Influxd influxd = new Influxd(folder, port);
        influxd.awaitReady();
        influxd.query("CREATE DATABASE " + DATABASE);
        return influxd;
    }

    private static Path config(Path folder) {
        return folder.resolve("influxdb.conf");
    }

    private static int freePort(int from) {
        return IntStream.range(from, FIRST_PORT + PORTS)
                .filter(Influxd::isFree)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no port from " + FIRST_PORT + " on is free"));
    }

    private static boolean isFree(int port) {
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return free.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private LeashedProcess launch() throws IOException {
        String program = program().orElseThrow().toString();
        return LeashedProcess.start(
                List.of(program, "run", "-config", config(folder).toString()), folder, folder.resolve("influxd.log"));
    }

    private void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                process.close();
                throw new IllegalStateException(
                        "influxd did not start:\n" + Files.readString(folder.resolve("influxd.log")));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            HttpRequest ping = HttpRequest.newBuilder(url.resolve("/ping")).build();
            return http.send(ping, HttpResponse.BodyHandlers.discarding()).statusCode() == 204;
        } catch (IOException notYet) {
            return false;
        }
    }

    URI url() {
        return url;
    }

    /** Ends it as an operator would (SIGTERM). */
    void stop() {
        process.close();
    }

    /** Ends it in the middle of whatever it does (SIGKILL). */
    void kill() {
        ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
        process.close();
    }

    /** At the same address, on the same data; returns when it takes points. */
    void startAgain() throws IOException, InterruptedException {
        process = launch();
        awaitReady();
    }

    /** What a query for one number has for an answer; 0 if there are no points. */
    double number(String influxQl) throws IOException, InterruptedException {
        return query(influxQl).at("/results/0/series/0/values/0/1").asDouble();
    }

    private JsonNode query(String influxQl) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(
                        "/query?db=" + DATABASE + "&q=" + URLEncoder.encode(influxQl, StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        JsonNode answer = json.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        if (answer.has("error") || answer.at("/results/0").has("error")) {
            throw new IllegalStateException("influxd answers " + answer + " to " + influxQl);
        }
        return answer;
    }

    @Override
    public void close() {
        process.close();
    }
}
