package dev.plimsoll.telemetry.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.telemetry.spool.Position;
import dev.plimsoll.telemetry.spool.Spool;
import dev.plimsoll.telemetry.spool.SpoolSettings;
import dev.plimsoll.telemetry.spool.Spools;
import dev.plimsoll.telemetry.upload.WriteServer.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutageIT {
    @TempDir
    Path run;

    /** Ten minutes of twelve, one second for a minute and a quarter; the pauses between attempts as much shorter. */
    @Test
    void a_server_that_is_away_for_ten_twelfths_of_a_run_misses_nothing_and_delays_nobody() throws Exception {
        WriteServer server = new WriteServer();
        int port = server.port();
        Path folder = run.resolve("points");
        Spool spool = Spool.open(folder, Map.of(), Spools.SMALL);
        PointStore store = Stores.of(KilledUpload.target(server.url()));
        Retries retries = new Retries(
                new Backoff(Duration.ofMillis(5), Duration.ofMillis(400), new Random(1)),
                Duration.ofDays(1),
                pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos()));
        Uploader uploader =
                new Uploader(Upload.resume(folder, spool::frontier, store, retries), store, Duration.ofSeconds(30));
        Feed feed = new Feed(spool);
        feed.start();
        Spools.await("the first points are stored", () -> feed.seconds() >= 0.8);
        server.close();
        List<String> before = server.stored();
        double gone = feed.seconds();
        Spools.await("ten twelfths", () -> feed.seconds() >= gone + 8);
        try (WriteServer back = new WriteServer(port)) {
            double since = feed.seconds();
            Spools.await("the end", () -> feed.seconds() >= since + 0.8);
            long sent = feed.end();
            spool.close();
            uploader.close();

            assertThat(spool.lost()).isZero();
            assertThat(uploader.uploaded()).isEqualTo(sent);
            assertThat(before).isNotEmpty();
            assertThat(before.size() + back.stored().size()).isBetween((int) sent, (int) sent + 100);
            assertThat(back.stored())
                    .isEqualTo(Spools.lines(sent)
                            .subList((int) sent - back.stored().size(), (int) sent));
            assertThat(feed.took().getValueAtPercentile(99) / 1e6).isLessThan(50);
        }
    }

    /** A load thread: a point each millisecond. */
    private static final class Feed {
        private final Spool spool;
        private final Histogram took = new Histogram(3);
        private final Thread thread = new Thread(this::run, "feed");
        private final long start = System.nanoTime();
        private volatile long sent;
        private volatile boolean over;

        Feed(Spool spool) {
            this.spool = spool;
        }

        void start() {
            thread.start();
        }

        private void run() {
            long next = 0;
            while (!over) {
                for (long due = (System.nanoTime() - start) / 1_000_000; next < due; next++) {
                    long before = System.nanoTime();
                    spool.accept(Spools.point(next));
                    took.recordValue(System.nanoTime() - before);
                }
                sent = next;
                LockSupport.parkNanos(1_000_000);
            }
        }

        double seconds() {
            return (System.nanoTime() - start) / 1e9;
        }

        long end() throws InterruptedException {
            over = true;
            thread.join();
            return sent;
        }

        Histogram took() {
            return took;
        }
    }

    @Test
    void an_uploader_that_is_killed_goes_on_where_it_was_and_sends_at_most_one_batch_twice() throws Exception {
        Path folder = run.resolve("points");
        try (Spool spool = Spool.open(folder, Map.of(), SpoolSettings.USUAL)) {
            for (int i = 0; i < 40_000; i++) {
                spool.accept(Spools.point(i));
            }
        }
        CountDownLatch asked = new CountDownLatch(1);
        try (WriteServer server = new WriteServer()) {
            AtomicInteger requests = new AtomicInteger();
            server.conduct(lines -> {
                if (requests.incrementAndGet() == 4) {
                    asked.countDown();
                    server.awaitClose();
                }
                return Reply.STORED;
            });
            Process process = uploading(folder, server);
            assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
            process.destroyForcibly().waitFor();
            server.conduct(lines -> Reply.STORED);
            PointStore store = Stores.of(KilledUpload.target(server.url()));
            Upload rest = Upload.resume(folder, () -> Position.END, store, Retries.forEver());
            while (rest.step()) {
                assertThat(rest.rejected()).isZero();
            }
            rest.close();
            store.close();

            assertThat(server.stored()).isEqualTo(Spools.lines(40_000));
            assertThat(rest.uploaded()).isLessThan(40_000);
            long all = server.requests().stream()
                    .mapToLong(request -> request.lines().size())
                    .sum();
            assertThat(all - 40_000).isBetween(1L, 5_000L);
        }
    }

    private static Process uploading(Path folder, WriteServer server) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledUpload.class.getName(),
                        folder.toString(),
                        server.url().toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
