package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.sandbox.Sandbox;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watches, as a person starts them, with rounds of a few seconds. */
class WatchIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "pk_live_0123456789abcdef01234567";
    private static final String HOOK = "/hook/s3cret";
    private static final String SCENARIO = """
            name: quality
            target:
              remote:
                url: ws://127.0.0.1:%d
                key: env:KEY
                budget: { connections: 10, messages: 100, duration: 1m }
            signalling: { connections: 3, channels: 1, rampUp: 1s, hold: 3s, publishers: 40%%, publishRate: 2/s }
            expectations: [ signalling.lost == 0, signalling.accepted == %d ]
            watch: { target: live-eu, retry: 200ms, window: 3, breach: 1, keepMegabytes: 100 }
            """;

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<JsonNode> told = new ConcurrentLinkedQueue<>();
    private HttpServer hook;
    private int port;

    @BeforeEach
    void listen() throws IOException {
        port = Cli.unusedPort();
        hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext(HOOK, exchange -> {
            told.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        hook.start();
    }

    @AfterEach
    void stop() {
        hook.stop(0);
    }

    @Test
    void a_target_that_goes_away_and_comes_back_is_told_and_the_watch_goes_on_until_it_is_stopped() throws Exception {
        Sandbox sandbox = sandbox();
        Cli cli = watch(3);
        try {
            cli.await(() -> cli.output().contains("round 1: PASS"));
            sandbox.close();
            cli.await(() -> has("breach", "target.reachable"));
            assertThat(cli.output()).contains("the target is away: ");
            assertThat(page(cli)).contains("\"id\":\"target.reachable\"", "\"verdict\":\"FAIL\"", "away now");

            sandbox = sandbox();
            cli.await(() -> has("recovery", "target.reachable"));
            cli.await(() -> cli.output().contains("the target is back"));
        } finally {
            sandbox.close();
            cli.signal("TERM");
        }

        assertThat(cli.exitCode()).as(cli::output).isEqualTo(143);
        assertThat(cli.output()).contains("stopped after ", " 1 outages").doesNotContain("\tat ");
        assertThat(cli.descendants()).isEmpty();
        assertThat(told).allSatisfy(alert -> {
            assertThat(alert.get("target").asText()).isEqualTo("live-eu");
            assertThat(alert.get("scenario").asText()).isEqualTo("quality");
        });
        assertThat(points())
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(line).contains(",target=live-eu").doesNotContain(",run=", "check=run.complete"));
        noSecretIsWritten();
    }

    @Test
    void a_new_scenario_is_read_at_a_hangup_and_a_wrong_one_is_told_and_left() throws Exception {
        Sandbox sandbox = sandbox();
        Cli cli = watch(3);
        try {
            cli.await(() -> cli.output().contains("round 1: PASS"));
            Cli.scenario(folder, "name: wrong\nnonsense: true\n");
            cli.signal("HUP");
            cli.await(() -> cli.output().contains("the scenario is wrong; the one before it goes on"));
            assertThat(cli.output()).contains("nonsense");

            Cli.scenario(folder, SCENARIO.formatted(port, 99));
            cli.signal("HUP");
            cli.await(() -> has("breach", "expect.signalling.accepted"));

            Cli.scenario(folder, SCENARIO.formatted(port, 3));
            cli.signal("HUP");
            cli.await(() -> has("recovery", "expect.signalling.accepted"));
        } finally {
            cli.signal("TERM");
            sandbox.close();
        }

        assertThat(cli.exitCode()).as(cli::output).isEqualTo(143);
        assertThat(told).noneMatch(alert -> alert.get("check").asText().equals("expect.signalling.lost"));
        noSecretIsWritten();
    }

    @Test
    void a_second_watch_of_the_same_target_is_refused() throws Exception {
        try (Sandbox sandbox = sandbox()) {
            Cli cli = watch(3);
            try {
                cli.await(() -> cli.output().contains("live page at"));
                Path elsewhere = Files.createDirectory(folder.resolve("second"));
                Cli second = Cli.start(
                        elsewhere,
                        Map.of("KEY", KEY),
                        "watch",
                        folder.resolve("scenario.yaml").toString(),
                        "--no-live",
                        "--reports",
                        folder.resolve("reports").toString());

                assertThat(second.exitCode()).as(second::output).isEqualTo(3);
                assertThat(second.output()).contains("another watch of live-eu is at work");
                assertThat(sandbox.open()).isLessThanOrEqualTo(3);
            } finally {
                cli.signal("TERM");
            }
            assertThat(cli.exitCode()).as(cli::output).isEqualTo(143);
        }
    }

    private Cli watch(int accepted) throws IOException {
        String scenario = Cli.scenario(folder, SCENARIO.formatted(port, accepted));
        String url = "http://127.0.0.1:" + hook.getAddress().getPort() + HOOK;
        return Cli.start(folder, Map.of("KEY", KEY, "PLIMSOLL_WEBHOOK", url), "watch", scenario, "--live-port", "0");
    }

    private Sandbox sandbox() throws IOException {
        return Sandbox.start(SandboxConfigReader.read(JSON.readTree("""
                { "port": %d, "turn": false, "connectsPerIp": 1000,
                  "apps": [ { "name": "watched", "publishableKey": "%s" } ] }
                """.formatted(port, KEY))));
    }

    private boolean has(String event, String check) {
        return told.stream()
                .anyMatch(alert -> alert.get("event").asText().equals(event)
                        && alert.get("check").asText().equals(check));
    }

    /** The first whole picture that the live page of a watch is sent. */
    private static String page(Cli cli) throws Exception {
        Matcher url = Pattern.compile("live page at (\\S+)").matcher(cli.output());
        assertThat(url.find()).isTrue();
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url.group(1) + "events"))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> line.startsWith("data: "))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private List<String> points() throws IOException {
        List<String> points = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve("reports"))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isDirectory)::iterator) {
                if (file.getFileName().toString().equals("points")) {
                    points.addAll(Spooled.lines(file));
                }
            }
        }
        return points;
    }

    private void noSecretIsWritten() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(text).as(file.toString()).doesNotContain("s3cret", KEY);
            }
        }
    }
}
