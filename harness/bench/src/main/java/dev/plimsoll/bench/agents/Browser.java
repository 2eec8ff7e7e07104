package dev.plimsoll.bench.agents;

import dev.plimsoll.process.LeashedProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The system's Chromium, headless, with a fresh profile, and with files for a microphone and a camera. */
final class Browser implements AutoCloseable {
    private static final List<Path> PROGRAM = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));
    private static final List<String> ARGUMENTS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            // Pages behind others are to work as those in front.
            "--disable-background-timer-throttling",
            "--disable-backgrounding-occluded-windows",
            "--disable-renderer-backgrounding",
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            "--remote-debugging-port=0");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int OK = 200;

    private final LeashedProcess process;
    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();

    private Browser(LeashedProcess process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /**
     * Starts it without a page.
     *
     * @param folder of its own
     */
    static Browser start(Path folder) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(program().toString());
        command.addAll(ARGUMENTS);
        command.add("--user-data-dir=" + profile(folder));
        command.add("--use-file-for-fake-audio-capture=" + FakeMedia.sound(folder));
        command.add("--use-file-for-fake-video-capture=" + FakeMedia.pictures(folder));
        return new Browser(LeashedProcess.start(command, folder, folder.resolve("output.log")), folder);
    }

    private static Path profile(Path folder) {
        return folder.resolve("profile");
    }

    static Path program() {
        return PROGRAM.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Chromium is not installed: apt-get install chromium"));
    }

    /** As it tells it. */
    static String version() throws IOException, InterruptedException {
        Process asked = new ProcessBuilder(program().toString(), "--version")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        asked.waitFor();
        return said.strip();
    }

    /** Opens pages, each in a tab of its own; a headless Chromium takes no more than one on its command line. */
    void open(List<String> urls) throws IOException, InterruptedException {
        int port = awaitPort();
        for (String url : urls) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?" + url))
                    .method("PUT", HttpRequest.BodyPublishers.noBody())
                    .timeout(PATIENCE)
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new IOException("Chromium opens no page: " + answer.statusCode() + " " + answer.body());
            }
        }
    }

    /** Chromium writes it, with a second line, once it listens. */
    private int awaitPort() throws IOException, InterruptedException {
        Path file = profile(folder).resolve("DevToolsActivePort");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(file) || Files.readAllLines(file).size() < 2) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IOException("Chromium did not start; see " + folder.resolve("output.log"));
            }
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
        return Integer.parseInt(Files.readAllLines(file).get(0));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
    }
}
