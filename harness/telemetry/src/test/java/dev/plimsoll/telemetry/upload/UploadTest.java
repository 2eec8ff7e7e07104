package dev.plimsoll.telemetry.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.Secret;
import dev.plimsoll.model.scenario.InfluxTarget;
import dev.plimsoll.telemetry.spool.Position;
import dev.plimsoll.telemetry.spool.Spool;
import dev.plimsoll.telemetry.spool.Spools;
import dev.plimsoll.telemetry.upload.WriteServer.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadTest {
    private static final int POINTS = 1_000;

    @TempDir
    Path run;

    private Path folder;
    private WriteServer server;
    private PointStore store;
    private final List<Duration> pauses = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        folder = run.resolve("points");
        server = new WriteServer();
        store = store(server);
        Spool spool = Spool.open(folder, Map.of(), Spools.SMALL);
        for (int i = 0; i < POINTS; i++) {
            spool.accept(Spools.point(i));
        }
        spool.close();
    }

    @AfterEach
    void close() {
        store.close();
        server.close();
    }

    @Test
    void a_spool_arrives_once_and_in_order() throws Exception {
        Upload upload = all();

        assertThat(upload.uploaded()).isEqualTo(POINTS);
        assertThat(server.stored()).isEqualTo(Spools.lines(POINTS));
        assertThat(arrivals()).isEqualTo(Spools.lines(POINTS));
    }

    @Test
    void sending_again_sends_nothing_and_from_the_start_changes_nothing() throws Exception {
        all();
        List<String> before = server.stored();
        assertThat(all().uploaded()).isZero();
        Upload again = Upload.again(folder, () -> Position.END, store, forEver());
        drain(again);

        assertThat(again.uploaded()).isEqualTo(POINTS);
        assertThat(server.stored()).isEqualTo(before);
    }

    @Test
    void another_server_gets_everything() throws Exception {
        all();
        try (WriteServer other = new WriteServer();
                PointStore otherStore = store(other)) {
            drain(Upload.resume(folder, () -> Position.END, otherStore, forEver()));

            assertThat(other.stored()).isEqualTo(Spools.lines(POINTS));
        }
    }

    @Test
    void one_bad_line_is_set_aside_with_the_reason_and_costs_no_other() throws Exception {
        server.conduct(lines -> lines.contains(Spools.line(555))
                ? Reply.of(400, "{\"code\":\"invalid\",\"message\":\"unable to parse 555\"}", Map.of())
                : Reply.STORED);
        Upload upload = all();

        assertThat(upload.uploaded()).isEqualTo(POINTS - 1);
        assertThat(upload.rejected()).isEqualTo(1);
        assertThat(upload.refusal()).contains("unable to parse 555");
        List<String> expected = Spools.lines(POINTS);
        expected.remove(555);
        assertThat(server.stored()).isEqualTo(expected);
        assertThat(Files.readAllLines(run.resolve("rejected.lp")))
                .hasSize(2)
                .satisfies(lines -> assertThat(lines.get(0)).startsWith("# ").contains("400", "unable to parse"))
                .element(1)
                .isEqualTo(Spools.line(555));
    }

    @Test
    void a_server_that_refuses_everything_is_not_asked_for_every_line() throws Exception {
        server.conduct(lines -> Reply.of(400));
        Upload upload = all();

        assertThat(upload.rejected()).isEqualTo(POINTS);
        assertThat(server.requests()).hasSizeLessThan(POINTS * 3 / 2);
        assertThat(Files.readAllLines(run.resolve("rejected.lp"))).containsAll(Spools.lines(POINTS));
    }

    @Test
    void a_batch_that_is_too_large_is_halved_and_stays_in_order() throws Exception {
        server.conduct(lines -> lines.size() > 30 ? Reply.of(413) : Reply.STORED);
        Upload upload = all();

        assertThat(upload.uploaded()).isEqualTo(POINTS);
        assertThat(upload.rejected()).isZero();
        assertThat(server.stored()).isEqualTo(Spools.lines(POINTS));
    }

    @Test
    void a_server_that_is_away_for_longer_than_any_pause_gets_everything_when_it_is_back() throws Exception {
        AtomicInteger left = new AtomicInteger(40);
        server.conduct(lines -> left.getAndDecrement() > 0 ? Reply.of(503) : Reply.STORED);
        Upload upload = all();

        assertThat(upload.uploaded()).isEqualTo(POINTS);
        assertThat(upload.away()).isEmpty();
        assertThat(server.stored()).isEqualTo(Spools.lines(POINTS));
        assertThat(pauses).hasSize(40).allMatch(pause -> pause.compareTo(Duration.ofSeconds(36)) <= 0);
        assertThat(pauses.stream().mapToLong(Duration::toSeconds).sum()).isGreaterThan(600);
    }

    @Test
    void a_busy_server_is_given_the_time_that_it_asks_for() throws Exception {
        AtomicInteger left = new AtomicInteger(1);
        server.conduct(
                lines -> left.getAndDecrement() > 0 ? Reply.of(429, "", Map.of("Retry-After", "17")) : Reply.STORED);
        all();

        assertThat(pauses).containsExactly(Duration.ofSeconds(17));
        assertThat(server.stored()).isEqualTo(Spools.lines(POINTS));
    }

    @Test
    void patience_that_ends_leaves_the_rest_for_the_next_time() throws Exception {
        AtomicInteger taken = new AtomicInteger();
        server.conduct(lines -> taken.getAndIncrement() < 3 ? Reply.STORED : Reply.of(503));
        Retries hasty = new Retries(
                new Backoff(Duration.ofMillis(1), Duration.ofSeconds(1), new Random(1)),
                Duration.ofSeconds(5),
                pauses::add);
        Upload first = Upload.resume(folder, () -> Position.END, store, hasty);
        assertThatThrownBy(() -> drain(first)).isInstanceOf(InterruptedException.class);
        assertThat(first.away()).contains("503");
        assertThat(first.uploaded()).isPositive().isLessThan(POINTS);
        server.conduct(lines -> Reply.STORED);
        Upload second = all();

        assertThat(first.uploaded() + second.uploaded()).isEqualTo(POINTS);
        assertThat(server.stored()).isEqualTo(Spools.lines(POINTS));
    }

    @Test
    void an_upload_that_dies_after_the_server_took_a_batch_sends_it_twice_and_nothing_is_there_twice()
            throws Exception {
        AtomicInteger batches = new AtomicInteger();
        Thread uploading = Thread.currentThread();
        server.conduct(lines -> {
            if (batches.incrementAndGet() == 4) {
                uploading.interrupt();
            }
            return Reply.STORED;
        });
        Upload first = Upload.resume(folder, () -> Position.END, store, forEver());
        assertThatThrownBy(() -> drain(first)).isInstanceOf(InterruptedException.class);
        assertThat(first.uploaded()).isLessThan(POINTS);
        server.conduct(lines -> Reply.STORED);
        all();

        assertThat(server.stored()).isEqualTo(Spools.lines(POINTS));
    }

    @Test
    void what_a_killed_process_left_half_written_is_sent_up_to_its_last_whole_line() throws Exception {
        Path last = folder.resolve("000001.lp.gz");
        byte[] whole = Files.readAllBytes(last);
        Files.write(last, Arrays.copyOf(whole, whole.length - 300));
        for (int number : new int[] {2, 3, 4, 5}) {
            Files.deleteIfExists(folder.resolve("00000" + number + ".lp.gz"));
        }
        Upload upload = all();

        assertThat(upload.uploaded()).isPositive().isLessThan(POINTS);
        assertThat(server.stored()).isEqualTo(Spools.lines(upload.uploaded()));
    }

    @Test
    void the_uploader_of_a_run_sends_while_the_spool_is_written_and_the_rest_at_the_end() throws Exception {
        Path live = run.resolve("live/points");
        Spool spool = Spool.open(live, Map.of(), Spools.SMALL);
        PointStore own = store(server);
        Uploader uploader =
                new Uploader(Upload.resume(live, spool::frontier, own, Retries.forEver()), own, Duration.ofSeconds(20));
        for (int i = 0; i < 150; i++) {
            spool.accept(Spools.point(i));
        }
        Spools.await("the first are stored", () -> server.stored().size() == 150);
        for (int i = 150; i < 200; i++) {
            spool.accept(Spools.point(i));
        }
        spool.close();
        uploader.close();

        assertThat(uploader.uploaded()).isEqualTo(200);
        assertThat(uploader.trouble()).isEmpty();
        assertThat(server.stored()).isEqualTo(Spools.lines(200));
    }

    @Test
    void an_uploader_whose_server_hangs_ends_all_the_same_and_says_why() throws Exception {
        server.hang();
        Path live = run.resolve("live/points");
        Spool spool = Spool.open(live, Map.of(), Spools.SMALL);
        PointStore own = new InfluxStore(target(server), Duration.ofMillis(200), InstantSource.system());
        Uploader uploader = new Uploader(
                Upload.resume(live, spool::frontier, own, Retries.forEver()), own, Duration.ofMillis(1_500));
        spool.accept(Spools.point(1));
        Spools.await("the server is asked", () -> !uploader.trouble().isEmpty());
        spool.close();
        uploader.close();

        assertThat(uploader.trouble()).contains("takes no points");
        assertThat(uploader.uploaded()).isZero();
        assertThat(Spools.read(live)).hasSize(1);
    }

    private Upload all() throws Exception {
        Upload upload = Upload.resume(folder, () -> Position.END, store, forEver());
        drain(upload);
        return upload;
    }

    private static void drain(Upload upload) throws Exception {
        try (upload) {
            while (upload.step()) {
                assertThat(upload.damaged()).isZero();
            }
        }
    }

    /** Without waiting. */
    private Retries forEver() {
        return new Retries(
                new Backoff(Duration.ofMillis(250), Duration.ofSeconds(30), new Random(1)),
                Duration.ofDays(1),
                pauses::add);
    }

    private List<String> arrivals() {
        return server.requests().stream()
                .flatMap(request -> request.lines().stream())
                .toList();
    }

    private static PointStore store(WriteServer of) {
        return new InfluxStore(target(of), Duration.ofSeconds(10), InstantSource.system());
    }

    private static InfluxTarget target(WriteServer of) {
        return new InfluxTarget(of.url(), new Secret("t"), "o", "b");
    }
}
