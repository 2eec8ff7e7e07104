package dev.plimsoll.telemetry.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Secret;
import dev.plimsoll.model.scenario.InfluxTarget;
import dev.plimsoll.telemetry.spool.Position;
import dev.plimsoll.telemetry.spool.Spool;
import dev.plimsoll.telemetry.spool.SpoolSettings;
import dev.plimsoll.telemetry.spool.Spools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real server's judgement of what is uploaded by the switch for InfluxDB 1.x. */
class InfluxdIT {
    private static final int POINTS = 20_000;

    @TempDir
    Path run;

    private Influxd influxd;
    private PointStore store;

    @BeforeEach
    void open() throws Exception {
        influxd = Influxd.start(Files.createDirectory(run.resolve("influxd")));
        influxd.query("", "CREATE DATABASE plimsoll");
        store = Stores.of(new InfluxTarget(InfluxTarget.Api.V1, influxd.url(), new Secret(""), "", "plimsoll"));
    }

    @AfterEach
    void close() {
        store.close();
        influxd.close();
    }

    @Test
    void every_point_is_there_once_however_often_it_is_sent() throws Exception {
        Path folder = spool();
        upload(Upload.resume(folder, () -> Position.END, store, Retries.forEver()));
        assertThat(count()).isEqualTo(POINTS);
        upload(Upload.again(folder, () -> Position.END, store, Retries.forEver()));

        assertThat(count()).isEqualTo(POINTS);
        assertThat(influxd.query("plimsoll", "SELECT sum(open) FROM ws_connections WHERE run = 'r 1'"))
                .contains(Long.toString((long) POINTS * (POINTS - 1) / 2));
    }

    @Test
    void a_line_that_it_will_never_take_is_alone_in_being_refused() throws Exception {
        Retries retries = Retries.forEver();
        Delivery delivery = new Delivery(store, new RejectedLines(run.resolve("rejected.lp"), store.name()), retries);
        List<String> lines = Spools.lines(100);
        lines.set(40, "ws_connections,source=load open=broken 40");
        delivery.deliver(Batch.of(lines));

        assertThat(delivery.uploaded()).isEqualTo(99);
        assertThat(delivery.rejected()).isEqualTo(1);
        assertThat(count()).isEqualTo(99);
        assertThat(Files.readString(run.resolve("rejected.lp")))
                .contains("unable to parse")
                .endsWith("open=broken 40\n");
    }

    @Test
    void a_database_that_is_not_there_is_waited_for() throws Exception {
        PointStore elsewhere =
                Stores.of(new InfluxTarget(InfluxTarget.Api.V1, influxd.url(), new Secret(""), "", "absent"));

        assertThat(elsewhere.write(Batch.of(Spools.lines(1))))
                .isInstanceOfSatisfying(
                        PointStore.Answer.NotNow.class,
                        later -> assertThat(later.reason()).contains("404", "absent"));
        elsewhere.close();
    }

    private Path spool() throws Exception {
        Path folder = run.resolve("points");
        Spool spool = Spool.open(folder, Map.of("run", "r 1"), SpoolSettings.USUAL);
        for (int i = 0; i < POINTS; i++) {
            spool.accept(Spools.point(i));
        }
        spool.close();
        return folder;
    }

    private static void upload(Upload upload) throws Exception {
        try (upload) {
            while (upload.step()) {
                assertThat(upload.rejected()).isZero();
            }
        }
        assertThat(upload.uploaded()).isEqualTo(POINTS);
    }

    private long count() throws Exception {
        String answer = influxd.query("plimsoll", "SELECT count(open) FROM ws_connections");
        return Long.parseLong(
                answer.replaceAll(".*\"values\":\\[\\[[^,]*,(\\d+)]].*", "$1").strip());
    }
}
