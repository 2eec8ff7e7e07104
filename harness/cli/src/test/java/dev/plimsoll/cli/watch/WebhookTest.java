package dev.plimsoll.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class WebhookTest {
    private static final String SECRET_PATH = "/services/T0P-s3cret";
    private static final Duration SOON = Duration.ofMillis(5);

    private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
    private final Deque<Integer> answers = new ConcurrentLinkedDeque<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Webhook.class);
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(SECRET_PATH, exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Integer answer = answers.pollFirst();
            exchange.sendResponseHeaders(answer == null ? 204 : answer, -1);
            exchange.close();
        });
        server.start();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.TRACE);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        logger.detachAppender(log);
        assertThat(log.list)
                .extracting(event -> event.getFormattedMessage() + event.getThrowableProxy())
                .allSatisfy(line -> assertThat(line).doesNotContain("s3cret"));
    }

    @Test
    void it_is_told_what_broke_in_fields_and_in_a_sentence() throws Exception {
        try (Webhook webhook = new Webhook(url(), SOON)) {
            webhook.accept(alert("expect.signalling.lost", true));
        }

        JsonNode body = new ObjectMapper().readTree(body());
        assertThat(body.get("event").asText()).isEqualTo("breach");
        assertThat(body.get("check").asText()).isEqualTo("expect.signalling.lost");
        assertThat(body.get("target").asText()).isEqualTo("live-eu");
        assertThat(body.get("scenario").asText()).isEqualTo("quality");
        assertThat(body.get("observed").asText()).isEqualTo("3");
        assertThat(body.get("failedRounds").asInt()).isEqualTo(2);
        assertThat(body.get("windowRounds").asInt()).isEqualTo(5);
        assertThat(body.get("since").asText()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(body.get("text").asText()).isEqualTo("BREACH at live-eu: signalling.lost == 0 (3)");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429, 408})
    void who_is_busy_is_asked_again(int busy) throws Exception {
        answers.addAll(List.of(busy, busy));
        Webhook webhook = new Webhook(url(), SOON);
        webhook.accept(alert("a", true));
        webhook.close();

        assertThat(bodies).hasSize(3);
        assertThat(webhook.undelivered()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 410, 302})
    void who_refuses_is_not_asked_again_and_the_next_alert_is_told(int refusal) throws Exception {
        answers.add(refusal);
        Webhook webhook = new Webhook(url(), SOON);
        webhook.accept(alert("a", true));
        webhook.accept(alert("b", false));
        webhook.close();

        assertThat(body()).contains("\"check\":\"a\"");
        assertThat(body()).contains("\"check\":\"b\"", "\"event\":\"recovery\"");
        assertThat(bodies).isEmpty();
        assertThat(webhook.undelivered()).isEqualTo(1);
    }

    @Test
    void who_stays_busy_is_given_up_after_a_few_times() {
        answers.addAll(List.of(503, 503, 503, 503, 503, 503, 503, 503));
        Webhook webhook = new Webhook(url(), SOON);
        webhook.accept(alert("a", true));
        webhook.close();

        assertThat(bodies).hasSize(6);
        assertThat(webhook.undelivered()).isEqualTo(1);
    }

    @Test
    void nobody_there_is_no_trouble_for_whoever_tells() {
        Secret nobody = url();
        server.stop(0);
        Webhook webhook = new Webhook(nobody, SOON);
        webhook.accept(alert("a", true));
        webhook.close();

        assertThat(webhook.undelivered()).isEqualTo(1);
        assertThat(log.list).isNotEmpty();
    }

    @Test
    void its_thread_has_a_name_and_an_end() {
        Webhook webhook = new Webhook(url(), SOON);
        assertThat(threads()).contains("plimsoll-webhook");
        webhook.close();
        assertThat(threads()).doesNotContain("plimsoll-webhook");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-address-s3cret", "ftp://host/s3cret", "https://", "https://a b/s3cret"})
    void what_is_no_address_is_refused_and_not_repeated(String wrong) {
        assertThatThrownBy(() -> new Webhook(new Secret(wrong), SOON))
                .isInstanceOf(PlimsollException.class)
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }

    private Secret url() {
        return new Secret("http://127.0.0.1:" + server.getAddress().getPort() + SECRET_PATH);
    }

    private String body() throws InterruptedException {
        String body = bodies.poll(10, TimeUnit.SECONDS);
        assertThat(body).isNotNull();
        return body;
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }

    private static Alert alert(String id, boolean broken) {
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        Check check = new Check(id, "signalling.lost == 0", Verdict.FAIL, "signalling.lost == 0", "3", "scenario");
        return new Alert(new Change(broken, check, 2, 5, at), "quality", "live-eu", "quality-1", at);
    }
}
