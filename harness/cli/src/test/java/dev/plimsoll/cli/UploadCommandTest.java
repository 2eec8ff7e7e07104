package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;
import dev.plimsoll.telemetry.spool.Spool;
import dev.plimsoll.telemetry.spool.SpoolSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadCommandTest {
    @TempDir
    Path run;

    private final AtomicInteger answer = new AtomicInteger(204);
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/write", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(answer.get(), -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void a_folder_without_points_is_not_a_run() {
        assertThat(upload()).isEqualTo(ExitCode.USAGE.code());
    }

    @Test
    void a_run_that_is_still_written_is_not_touched() throws IOException {
        Spool spool = spool();

        assertThat(upload()).isEqualTo(ExitCode.NOT_READY.code());
        spool.close();
        assertThat(upload()).isEqualTo(ExitCode.PASSED.code());
    }

    @Test
    void a_server_that_takes_nothing_is_not_ready_and_gets_the_points_when_it_is() throws IOException {
        spool().close();
        answer.set(401);
        assertThat(upload("--patience", "1")).isEqualTo(ExitCode.NOT_READY.code());
        answer.set(204);

        assertThat(upload()).isEqualTo(ExitCode.PASSED.code());
    }

    @Test
    void points_that_are_refused_are_set_aside_and_told() throws IOException {
        spool().close();
        answer.set(400);

        assertThat(upload()).isEqualTo(ExitCode.FAILED.code());
        assertThat(Files.readString(run.resolve("rejected.lp"))).contains("HTTP 400", "ws_connections open=7 1");
    }

    private Spool spool() throws IOException {
        Spool spool = Spool.open(run.resolve("points"), Map.of(), SpoolSettings.USUAL);
        spool.accept(Point.of(Measurement.WS_CONNECTIONS, 1).field("open", 7).build());
        return spool;
    }

    private int upload(String... more) {
        String[] arguments = {
            "upload",
            run.toString(),
            "--influx-api",
            "v1",
            "--influx-bucket",
            "db",
            "--influx-url",
            "http://127.0.0.1:" + server.getAddress().getPort()
        };
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return Main.commandLine(new Terminal()).execute(all);
    }
}
