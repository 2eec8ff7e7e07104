package dev.plimsoll.telemetry.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.Secret;
import dev.plimsoll.model.scenario.InfluxTarget;
import dev.plimsoll.telemetry.spool.Spools;
import dev.plimsoll.telemetry.upload.PointStore.Answer;
import dev.plimsoll.telemetry.upload.WriteServer.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store must do, whatever API it speaks. */
abstract class PointStoreContract {
    static final String TOKEN = "me:s3cret-token";
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Batch BATCH = Batch.of(Spools.lines(3));

    WriteServer server;
    private PointStore store;

    abstract PointStore store(InfluxTarget target, Duration timeout, InstantSource clock);

    @BeforeEach
    void open() throws IOException {
        server = new WriteServer();
        store = store(Duration.ofSeconds(10));
    }

    @AfterEach
    void close() {
        store.close();
        server.close();
    }

    private PointStore store(Duration timeout) {
        return store(
                new InfluxTarget(server.url(), new Secret(TOKEN), "o", "bucket"), timeout, InstantSource.fixed(NOW));
    }

    @Test
    void lines_arrive_as_they_were_given() throws InterruptedException {
        assertThat(store.write(BATCH)).isEqualTo(new Answer.Taken());
        assertThat(store.write(Batch.of(List.of("a f=1 5", "ü,t=x f=2 6")))).isEqualTo(new Answer.Taken());

        assertThat(server.requests().get(0).lines()).isEqualTo(Spools.lines(3));
        assertThat(server.requests().get(1).lines()).containsExactly("a f=1 5", "ü,t=x f=2 6");
        assertThat(server.requests().get(0).uri().getQuery()).contains("precision=ns", "bucket");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 422})
    void a_line_that_the_server_will_never_take_is_told_with_its_reason(int status) throws InterruptedException {
        server.conduct(lines -> Reply.of(status, "{\"code\":\"invalid\",\"message\":\"bad line 2\"}", Map.of()));

        assertThat(store.write(BATCH))
                .isInstanceOfSatisfying(
                        Answer.BadLines.class,
                        bad -> assertThat(bad.reason()).contains("HTTP " + status, "bad line 2"));
    }

    @Test
    void a_batch_that_is_too_large_is_told() throws InterruptedException {
        server.conduct(lines -> Reply.of(413));

        assertThat(store.write(BATCH)).isInstanceOf(Answer.TooLarge.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 408, 429, 500, 502, 503, 504})
    void what_is_not_the_fault_of_the_lines_may_pass(int status) throws InterruptedException {
        server.conduct(lines -> Reply.of(status));

        assertThat(store.write(BATCH)).isInstanceOfSatisfying(Answer.NotNow.class, later -> {
            assertThat(later.reason()).contains("HTTP " + status).doesNotContain(TOKEN, "s3cret");
            assertThat(later.after()).isEmpty();
        });
    }

    @Test
    void the_wish_of_a_server_is_read_in_seconds_and_as_a_date() throws InterruptedException {
        assertThat(wish("7")).contains(Duration.ofSeconds(7));
        assertThat(wish("Fri, 20 Nov 2026 12:00:30 GMT")).contains(Duration.ofSeconds(30));
        assertThat(wish("Fri, 20 Nov 2026 11:00:00 GMT")).contains(Duration.ZERO);
        assertThat(wish("86400")).contains(Duration.ofMinutes(10));
        assertThat(wish("soon")).isEmpty();
    }

    private Optional<Duration> wish(String header) throws InterruptedException {
        server.conduct(lines -> Reply.of(429, "", Map.of("Retry-After", header)));
        return ((Answer.NotNow) store.write(BATCH)).after();
    }

    @Test
    void a_server_that_hangs_is_given_up_in_time() throws InterruptedException {
        server.hang();
        try (PointStore hasty = store(Duration.ofMillis(300))) {
            assertThat(hasty.write(BATCH)).isInstanceOf(Answer.NotNow.class);
        }
    }

    @Test
    void a_server_that_is_not_there_may_come_back() throws Exception {
        int port = server.port();
        server.close();
        assertThat(store.write(BATCH)).isInstanceOf(Answer.NotNow.class);
        server = new WriteServer(port);

        assertThat(store.write(BATCH)).isEqualTo(new Answer.Taken());
    }

    @Test
    void a_write_under_way_ends_when_its_thread_is_interrupted_and_the_store_closed() throws Exception {
        server.hang();
        Thread writer = Thread.currentThread();
        Thread interrupter = new Thread(() -> {
            awaitRequest();
            writer.interrupt();
            store.close();
        });
        interrupter.start();

        assertThatThrownBy(() -> store.write(BATCH)).isInstanceOf(InterruptedException.class);
        interrupter.join();
    }

    private void awaitRequest() {
        try {
            Spools.await("a request", () -> !server.requests().isEmpty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void the_name_tells_where_points_go_and_no_secret() {
        assertThat(store.name()).contains(server.url().toString(), "bucket").doesNotContain("s3cret");
    }
}
