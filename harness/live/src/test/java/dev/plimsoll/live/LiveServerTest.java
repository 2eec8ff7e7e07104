package dev.plimsoll.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.scenario.InfluxTarget;
import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;
import dev.plimsoll.telemetry.spool.LineProtocol;
import dev.plimsoll.telemetry.upload.Batch;
import dev.plimsoll.telemetry.upload.InfluxStore;
import dev.plimsoll.telemetry.upload.PointStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveServerTest {
    private static final String TOKEN = "0123456789abcdef";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(strings = {"", "page.js", "plot.js", "page.css", "uplot.js", "uplot.css", "icon.svg"})
    void every_file_of_the_page_comes_from_here_and_runs_nothing_else(String file) throws Exception {
        try (LiveServer live = open()) {
            HttpResponse<String> answer = get(live, file);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .get()
                    .asString()
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "http:");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            if (!file.endsWith(".svg")) {
                assertThat(answer.body()).doesNotContain("src=\"http", "href=\"http", "url(http");
            }
        }
    }

    @Test
    void what_is_not_there_is_not_found_and_what_cannot_be_done_is_not_done() throws Exception {
        try (LiveServer live = open()) {
            assertThat(get(live, "../page.html").statusCode()).isEqualTo(404);
            assertThat(HTTP.send(
                                    HttpRequest.newBuilder(live.url()).DELETE().build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(405);
        }
    }

    @Test
    void a_name_that_points_here_but_is_not_this_machines_is_not_answered() throws Exception {
        try (LiveServer live = open()) {
            assertThat(statusLine(live, "Host: evil.example:" + live.url().getPort()))
                    .contains(" 421 ");
            assertThat(statusLine(live, "Host: localhost:" + live.url().getPort()))
                    .contains(" 200 ");
        }
    }

    @Test
    void with_a_token_page_and_events_ask_for_it() throws Exception {
        try (LiveServer live = guarded()) {
            for (String path : new String[] {"", "events", "page.js"}) {
                HttpResponse<String> answer = get(live, path);
                assertThat(answer.statusCode()).as(path).isEqualTo(401);
                assertThat(answer.headers().firstValue("WWW-Authenticate"))
                        .get()
                        .asString()
                        .startsWith("Basic");
            }
        }
    }

    @Test
    void points_of_another_machine_appear_under_their_run_zipped_or_not() throws Exception {
        try (LiveServer live = guarded()) {
            assertThat(write(live, lines("r2", 5, 0).getBytes(StandardCharsets.UTF_8), "", "Token " + TOKEN))
                    .isEqualTo(204);
            assertThat(write(live, gzip(lines("r3", 6, 0)), "gzip", "Bearer " + TOKEN))
                    .isEqualTo(204);

            assertThat(events(live, "r2", data -> data.contains("\"values\":[5]")))
                    .contains("\"run\":\"r2\"");
            assertThat(events(live, "r3", data -> data.contains("\"values\":[6]")))
                    .contains("\"runs\":[\"own\",\"r2\",\"r3\"]");
        }
    }

    @Test
    void another_runs_uploader_takes_it_for_an_influxdb() throws Exception {
        try (LiveServer live = guarded()) {
            InfluxTarget target = new InfluxTarget(live.url(), new Secret(TOKEN), "any", "any");
            try (PointStore store = new InfluxStore(target, Duration.ofSeconds(10), InstantSource.system())) {
                List<String> lines =
                        (lines("r2", 5, 1) + lines("r2", 6, 0)).lines().toList();
                assertThat(store.write(Batch.of(lines))).isInstanceOf(PointStore.Answer.Taken.class);
                assertThat(store.write(Batch.of(List.of("nonsense")))).isInstanceOf(PointStore.Answer.BadLines.class);
            }

            events(live, "r2", data -> data.contains("\"values\":[5,") && data.contains(",6]"));
        }
    }

    @Test
    void who_has_no_token_writes_nothing() throws Exception {
        byte[] lines = lines("r2", 5, 0).getBytes(StandardCharsets.UTF_8);
        try (LiveServer live = guarded()) {
            assertThat(write(live, lines, "", "Token wrong")).isEqualTo(401);
            assertThat(write(live, lines, "", "")).isEqualTo(401);
        }
        try (LiveServer live = open()) {
            assertThat(write(live, lines, "", "Token " + TOKEN)).isEqualTo(403);
        }
    }

    @Test
    void a_body_that_is_not_what_it_says_is_refused_and_so_is_one_without_end() throws Exception {
        try (LiveServer live = guarded()) {
            assertThat(write(live, "no gzip".getBytes(StandardCharsets.UTF_8), "gzip", "Token " + TOKEN))
                    .isEqualTo(400);
            assertThat(write(live, "nonsense".getBytes(StandardCharsets.UTF_8), "", "Token " + TOKEN))
                    .isEqualTo(400);
            byte[] bomb = gzip("#".repeat(64 << 20));
            assertThat(bomb.length).isLessThan(1 << 20);
            assertThat(write(live, bomb, "gzip", "Token " + TOKEN)).isEqualTo(413);
            assertThat(get(live, "").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void a_precision_of_seconds_is_understood_and_an_unknown_one_is_not() throws Exception {
        try (LiveServer live = guarded()) {
            long second = Instant.now().getEpochSecond();
            assertThat(write(live, "s", "ws_connections,run=r2,source=load open=3 " + second))
                    .isEqualTo(204);
            assertThat(write(live, "minutes", "ws_connections,run=r2,source=load open=3 1"))
                    .isEqualTo(400);

            events(live, "r2", data -> data.contains("\"values\":[3]"));
        }
    }

    @Test
    void what_a_run_tells_is_on_the_page_within_seconds_and_the_end_is_told() throws Exception {
        try (Reading reading = new Reading()) {
            LiveServer live = open();
            reading.open(live.url().resolve("events"));
            live.stage("load", "3 of 5 open");
            live.verdict(new Check("limit.x", "A limit", Verdict.FAIL, "4010", "4011", "docs"));
            live.point(Point.of(Measurement.WS_CONNECTIONS, nanos())
                    .tag("source", "load")
                    .field("open", 17)
                    .build());

            reading.await("\"values\":[17]");
            reading.await("3 of 5 open");
            reading.await("\"verdict\":\"FAIL\"");
            live.verdict(new Check("last", "Fell at the very end", Verdict.PASS, "", "", ""));
            live.close();
            reading.await("Fell at the very end");
            reading.await("event: end");
        }
    }

    @Test
    void what_finds_the_queue_full_is_dropped_and_counted_and_nobody_waits() {
        try (LiveServer live = LiveServer.start(
                new LiveSettings("127.0.0.1", 0, false, Optional.empty()), "own", InstantSource.system(), 10)) {
            Point point = Point.of(Measurement.WS_CONNECTIONS, nanos())
                    .tag("source", "load")
                    .field("open", 1)
                    .build();
            int told = 0;
            while (live.dropped() == 0 && told < 1_000_000) {
                live.point(point);
                told++;
            }
            assertThat(live.dropped()).isEqualTo(1);
        }
    }

    @Test
    void its_thread_has_a_name_and_an_end() {
        LiveServer live = open();
        assertThat(threads()).contains("plimsoll-live");
        live.close();
        assertThat(threads()).doesNotContain("plimsoll-live");
    }

    @Test
    void a_port_that_was_asked_for_and_is_taken_is_told_and_the_usual_one_gives_way() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> LiveServer.start(
                            new LiveSettings("127.0.0.1", port, false, Optional.empty()),
                            "own",
                            InstantSource.system()))
                    .isInstanceOf(PlimsollException.class)
                    .hasMessageContaining(Integer.toString(port))
                    .extracting(e -> ((PlimsollException) e).exitCode())
                    .isEqualTo(ExitCode.NOT_READY);
            try (LiveServer live = LiveServer.start(
                    new LiveSettings("127.0.0.1", port, true, Optional.empty()), "own", InstantSource.system())) {
                assertThat(live.url().getPort()).isNotEqualTo(port);
                assertThat(get(live, "").statusCode()).isEqualTo(200);
            }
        }
    }

    private static LiveServer open() {
        return LiveServer.start(
                new LiveSettings("127.0.0.1", 0, false, Optional.empty()), "own", InstantSource.system());
    }

    private static LiveServer guarded() {
        return LiveServer.start(
                new LiveSettings("127.0.0.1", 0, false, Optional.of(new Secret(TOKEN))), "own", InstantSource.system());
    }

    private static String lines(String run, double open, long secondsAgo) {
        Point point = Point.of(Measurement.WS_CONNECTIONS, nanos() - secondsAgo * 1_000_000_000L)
                .tag("source", "load")
                .field("open", open)
                .build();
        return new LineProtocol(Map.of("run", run)).line(point) + "\n";
    }

    private static long nanos() {
        return Instant.now().getEpochSecond() * 1_000_000_000L;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static HttpResponse<String> get(LiveServer live, String path) throws Exception {
        URI uri = URI.create(live.url() + path);
        return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int write(LiveServer live, String precision, String line) throws Exception {
        return send(HttpRequest.newBuilder(live.url().resolve("api/v2/write?org=o&bucket=b&precision=" + precision))
                .header("Authorization", "Token " + TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(line)));
    }

    private static int write(LiveServer live, byte[] body, String encoding, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        live.url().resolve("api/v2/write?org=o&bucket=b&precision=ns"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!encoding.isEmpty()) {
            request.header("Content-Encoding", encoding);
        }
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return send(request);
    }

    private static int send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static String statusLine(LiveServer live, String host) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), live.url().getPort())) {
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\n" + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines().findFirst().orElse("");
        }
    }

    /** The first event of a run that is as wanted. */
    private static String events(LiveServer live, String run, Predicate<String> wanted) throws Exception {
        try (Reading reading = new Reading()) {
            reading.authorize(TOKEN);
            reading.open(live.url().resolve("events?run=" + run));
            return reading.await(wanted);
        }
    }

    private static String[] threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toArray(String[]::new);
    }
}
