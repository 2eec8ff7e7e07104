package dev.plimsoll.telemetry.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    @TempDir
    Path folder;

    @Test
    void every_point_is_in_the_file_with_the_tags_of_its_run() throws IOException {
        Spool spool = open(Optional.empty());
        for (int i = 0; i < 12_000; i++) {
            spool.accept(point(i));
        }
        spool.close();

        assertThat(lines()).hasSize(12_000).first().isEqualTo("ws_connections,run=r\\ 1,source=load open=0.0 0");
        assertThat(spool.result().spooled()).isEqualTo(12_000);
        assertThat(spool.result().lost()).isZero();
    }

    @Test
    void a_store_that_was_away_gets_everything_in_order_when_it_is_back() throws IOException {
        Store store = new Store(3, 0);
        Spool spool = open(Optional.of(store));
        for (int i = 0; i < 6_000; i++) {
            spool.accept(point(i));
        }
        spool.close();

        assertThat(spool.result().uploaded()).isEqualTo(6_000);
        assertThat(String.join("", store.written).lines()).containsExactlyElementsOf(lines());
    }

    @Test
    void a_batch_that_the_store_refuses_stays_in_the_file_and_is_counted() throws IOException {
        Spool spool = open(Optional.of(new Store(0, 1)));
        spool.accept(point(1));
        spool.close();

        assertThat(spool.result().rejected()).isEqualTo(1);
        assertThat(spool.result().uploaded()).isZero();
        assertThat(spool.trouble()).contains("refused");
        assertThat(lines()).hasSize(1);
    }

    private Spool open(Optional<PointStore> store) throws IOException {
        return Spool.open(folder.resolve("points.lp.gz"), Map.of("run", "r 1"), store);
    }

    private List<String> lines() throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve("points.lp.gz")))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static Point point(long time) {
        return Point.of(Measurement.WS_CONNECTIONS, time)
                .tag("source", "load")
                .field("open", time)
                .build();
    }

    private static final class Store implements PointStore {
        private final ConcurrentLinkedQueue<String> written = new ConcurrentLinkedQueue<>();
        private final AtomicInteger away;
        private final AtomicInteger refusing;

        Store(int away, int refusing) {
            this.away = new AtomicInteger(away);
            this.refusing = new AtomicInteger(refusing);
        }

        @Override
        public void write(String lines) throws Refused, Unavailable {
            if (away.getAndDecrement() > 0) {
                throw new Unavailable("away");
            }
            if (refusing.getAndDecrement() > 0) {
                throw new Refused("HTTP 400");
            }
            written.add(lines);
        }

        @Override
        public void close() {
            // Nothing to close.
        }
    }
}
