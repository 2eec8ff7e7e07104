package dev.plimsoll.telemetry.upload;

import dev.plimsoll.process.LeashedProcess;
import java.io.IOException;
import java.net.ConnectException;
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
import java.util.concurrent.TimeUnit;

/** Debian's InfluxDB 1.6, started in a folder of its own on free ports of loopback. */
public final class Influxd implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final List<Path> PROGRAM = List.of(Path.of("/usr/bin/influxd"), Path.of("/usr/local/bin/influxd"));
    private static final String CONFIG = """
            reporting-disabled = true
            bind-address = "127.0.0.1:%d"
            [meta]
            dir = "%s/meta"
            [data]
            dir = "%<s/data"
            wal-dir = "%<s/wal"
            query-log-enabled = false
            [monitor]
            store-enabled = false
            [http]
            bind-address = "127.0.0.1:%d"
            log-enabled = false
            """;

    private final LeashedProcess process;
    private final URI url;
    private final HttpClient http = HttpClient.newHttpClient();

    private Influxd(LeashedProcess process, URI url) {
        this.process = process;
        this.url = url;
    }

    public static Influxd start(Path folder) throws IOException, InterruptedException {
        Path program = PROGRAM.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("influxd is not installed; apt-get install influxdb"));
        int port = freePort();
        Path config = Files.writeString(
                folder.resolve("influxdb.conf"), CONFIG.formatted(freePort(), folder.toAbsolutePath(), port));
        Influxd influxd = new Influxd(
                LeashedProcess.start(
                        List.of(program.toString(), "run", "-config", config.toString()),
                        folder,
                        folder.resolve("influxd.log")),
                URI.create("http://127.0.0.1:" + port));
        influxd.awaitReady(folder.resolve("influxd.log"));
        return influxd;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.close();
                throw new AssertionError("influxd did not start: " + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private boolean answers() throws IOException, InterruptedException {
        try {
            HttpRequest ping = HttpRequest.newBuilder(url.resolve("/ping")).build();
            return http.send(ping, HttpResponse.BodyHandlers.discarding()).statusCode() == 204;
        } catch (ConnectException e) {
            return false;
        }
    }

    public URI url() {
        return url;
    }

    /** What it answers to a query: JSON, with times in milliseconds. */
    public String query(String database, String influxQl) throws IOException, InterruptedException {
        String form = "epoch=ms&db=" + database + "&q=" + URLEncoder.encode(influxQl, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/query"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
        process.close();
    }
}
