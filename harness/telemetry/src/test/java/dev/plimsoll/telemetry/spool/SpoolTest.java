package dev.plimsoll.telemetry.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    @TempDir
    Path folder;

    @Test
    void every_point_is_read_back_in_order_from_segments_that_any_gzip_reads() throws Exception {
        write(12_000, Spools.SMALL);

        assertThat(Spools.read(folder)).isEqualTo(Spools.lines(12_000));
        assertThat(unzipped()).isEqualTo(Spools.lines(12_000));
        assertThat(new Segments(folder).numbers()).hasSizeGreaterThan(3);
    }

    @Test
    void points_carry_the_tags_of_their_run() throws Exception {
        Spool spool = Spool.open(folder, Map.of("run", "r 1"), Spools.SMALL);
        spool.accept(Spools.point(7));
        spool.close();

        assertThat(Spools.read(folder)).containsExactly("ws_connections,run=r\\ 1,source=load open=7 7");
    }

    @Test
    void a_tap_sees_every_point_once_and_one_that_throws_disturbs_nobody() throws Exception {
        ConcurrentLinkedQueue<Long> seen = new ConcurrentLinkedQueue<>();
        Spool spool = Spool.open(folder, Map.of(), Spools.SMALL);
        spool.tap(point -> {
            throw new IllegalStateException("a defect of the page");
        });
        spool.tap(point -> seen.add(point.epochNanos()));
        for (int i = 0; i < 500; i++) {
            spool.accept(Spools.point(i));
        }
        spool.close();

        assertThat(seen).hasSize(500).doesNotHaveDuplicates();
        assertThat(Spools.read(folder)).hasSize(500);
    }

    @Test
    void a_point_that_finds_the_queue_full_is_counted_as_lost_and_told() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        SpoolSettings tiny = new SpoolSettings(64, 16, Duration.ofMillis(1), Duration.ofMillis(1), 1 << 20, 1 << 20, 0);
        Spool spool = Spool.open(folder, Map.of(), tiny);
        spool.tap(point -> await(stuck));
        for (int i = 0; i < 1_000; i++) {
            spool.accept(Spools.point(i));
        }
        assertThat(spool.lost()).isBetween(1_000L - 64 - 16, 1_000L - 64);
        assertThat(spool.trouble()).contains("queue", "full");
        stuck.countDown();
        spool.close();

        assertThat(spool.points()).isEqualTo(1_000).isEqualTo(spool.spooled() + spool.lost());
        assertThat(Spools.read(folder)).hasSize((int) spool.spooled());
    }

    @Test
    void a_disk_that_is_full_for_a_time_costs_no_point() throws Exception {
        FillingDisk disk = new FillingDisk();
        Spool spool = Spool.open(folder, Map.of(), Spools.SMALL, disk);
        feed(spool, 0, 1_000);
        Spools.await("the first points are spooled", () -> spool.spooled() == 1_000);
        disk.fill();
        feed(spool, 1_000, 3_000);
        Spools.await("the disk refused", () -> disk.refusals() > 5);
        assertThat(Spools.read(folder).size()).isBetween(1_000, 2_999);
        assertThat(spool.trouble()).contains("No space left");
        disk.empty();
        feed(spool, 3_000, 4_000);
        spool.close();

        assertThat(spool.lost()).isZero();
        assertThat(Spools.read(folder)).isEqualTo(Spools.lines(4_000));
    }

    @Test
    void what_a_full_disk_never_takes_is_counted_as_lost() throws Exception {
        FillingDisk disk = new FillingDisk();
        SpoolSettings little =
                new SpoolSettings(1 << 10, 100, Duration.ofMillis(5), Duration.ofMillis(5), 8 * 1024, 2 * 1024, 0);
        Spool spool = Spool.open(folder, Map.of(), little, disk);
        feed(spool, 0, 100);
        Spools.await("the first points are spooled", () -> spool.spooled() == 100);
        disk.fill();
        for (int i = 100; i < 10_000; i++) {
            spool.accept(Spools.point(i));
        }
        spool.close();

        assertThat(spool.spooled()).isEqualTo(100);
        assertThat(spool.lost()).isEqualTo(9_900);
        assertThat(Spools.read(folder)).startsWith(Spools.line(0)).hasSizeGreaterThanOrEqualTo(100);
    }

    @Test
    void nobody_writes_a_spool_that_is_being_written() throws Exception {
        Spool spool = Spool.open(folder, Map.of(), Spools.SMALL);
        assertThat(SpoolLock.isHeld(folder)).isTrue();
        assertThatThrownBy(() -> Spool.open(folder, Map.of(), Spools.SMALL)).hasMessageContaining("another");
        spool.close();

        assertThat(SpoolLock.isHeld(folder)).isFalse();
    }

    @Test
    void a_spool_goes_on_behind_what_is_in_its_folder() throws Exception {
        write(150, Spools.SMALL);
        Spool second = Spool.open(folder, Map.of(), Spools.SMALL);
        feed(second, 150, 300);
        second.close();

        assertThat(Spools.read(folder)).isEqualTo(Spools.lines(300));
    }

    @Test
    void a_spool_with_a_bound_deletes_its_oldest_segments() throws Exception {
        long bound = 64 * 1024;
        write(30_000, Spools.SMALL.withDiskBytes(bound));

        List<String> left = Spools.read(folder);
        assertThat(sizes()).isLessThanOrEqualTo(bound + 8 * 1024);
        assertThat(left).hasSizeBetween(1_000, 29_000);
        assertThat(left).isEqualTo(Spools.lines(30_000).subList(30_000 - left.size(), 30_000));
    }

    private void write(int count, SpoolSettings settings) throws Exception {
        Spool spool = Spool.open(folder, Map.of(), settings);
        feed(spool, 0, count);
        spool.close();
        assertThat(spool.spooled()).isEqualTo(count);
        assertThat(spool.lost()).isZero();
        assertThat(spool.trouble()).isEmpty();
    }

    /** As fast as the queue has room. */
    private static void feed(Spool spool, long from, long to) throws InterruptedException {
        for (long i = from; i < to; i++) {
            spool.accept(Spools.point(i));
            if (i % 500 == 499) {
                long handed = spool.points();
                Spools.await("the queue is empty", () -> spool.taken() == handed);
            }
        }
    }

    private long sizes() throws IOException {
        long all = 0;
        for (int number : new Segments(folder).numbers()) {
            all += Files.size(new Segments(folder).file(number));
        }
        return all;
    }

    private List<String> unzipped() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".gz")).sorted().toList()) {
                try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                    reader.lines().forEach(lines::add);
                }
            }
        }
        return lines;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
