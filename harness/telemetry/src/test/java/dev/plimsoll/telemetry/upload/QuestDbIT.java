package dev.plimsoll.telemetry.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Secret;
import dev.plimsoll.model.scenario.InfluxTarget;
import dev.plimsoll.telemetry.spool.Position;
import dev.plimsoll.telemetry.spool.Spool;
import dev.plimsoll.telemetry.spool.SpoolSettings;
import dev.plimsoll.telemetry.spool.Spools;
import io.questdb.ServerMain;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that is not InfluxDB takes what InfluxDB's client sends, row for row: it keeps duplicates, so none may come. */
class QuestDbIT {
    private static final int POINTS = 20_000;

    @TempDir
    Path run;

    @Test
    void a_server_that_keeps_every_row_has_as_many_as_there_are_points() throws Exception {
        int port = freePort();
        try (ServerMain questDb =
                ServerMain.create(Files.createDirectory(run.resolve("questdb")).toString(), settings(port))) {
            questDb.start();
            URI url = URI.create("http://127.0.0.1:" + port);
            PointStore store = Stores.of(new InfluxTarget(url, new Secret("unused"), "o", "b"));
            Path folder = spool();
            upload(folder, store, POINTS);
            upload(folder, store, 0);
            store.close();

            Spools.await("the rows are there", () -> rows(url).contains("[[" + POINTS + "]]"));
            assertThat(rows(url)).contains("[[" + POINTS + "]]");
        }
    }

    private static Map<String, String> settings(int port) {
        return Map.of(
                "QDB_HTTP_NET_BIND_TO", "127.0.0.1:" + port,
                "QDB_PG_ENABLED", "false",
                "QDB_LINE_TCP_ENABLED", "false",
                "QDB_HTTP_MIN_ENABLED", "false",
                "QDB_TELEMETRY_ENABLED", "false");
    }

    private Path spool() throws Exception {
        Path folder = run.resolve("points");
        Spool spool = Spool.open(folder, Map.of("run", "r 1"), SpoolSettings.USUAL);
        for (int i = 0; i < POINTS; i++) {
            spool.accept(Spools.point(1_000_000_000_000L + i));
        }
        spool.close();
        return folder;
    }

    private static void upload(Path folder, PointStore store, long expected) throws Exception {
        try (Upload upload = Upload.resume(folder, () -> Position.END, store, Retries.forEver())) {
            while (upload.step()) {
                assertThat(upload.refusal()).isEmpty();
            }
            assertThat(upload.uploaded()).isEqualTo(expected);
        }
    }

    private static String rows(URI url) {
        String query = URLEncoder.encode("select count() from ws_connections", StandardCharsets.UTF_8);
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(url.resolve("/exec?query=" + query))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws java.io.IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
