package dev.plimsoll.live.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Browsers that do not read what they are sent. The seconds are the test's own, as fast as they can be drawn. */
class SlowReaderTest {
    private static final String REQUEST = "GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    private static final int BIG_TEXT = 1_000;
    private static final int CHECKS = 400;
    private static final int MOST_SECONDS = 500;

    private final InstantSource clock = () -> Instant.ofEpochSecond(1_800_000_000L);
    private final Site site = new Site("own", Optional.empty(), clock);
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(site::handle)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        onEventLoop(() -> {
            for (int i = 0; i < CHECKS; i++) {
                site.verdict(new Check("c" + i, "x".repeat(BIG_TEXT), Verdict.PASS, "", "", ""));
            }
        });
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void who_does_not_read_misses_updates_and_gets_the_whole_picture_when_it_reads_again() throws Exception {
        try (Socket slow = browser()) {
            secondsUntil(() -> site.missed() > 0);
            long missedBefore = onEventLoop(site::missed);
            second();
            assertThat(onEventLoop(site::missed)).isEqualTo(missedBefore + 1);

            Thread reader = new Thread(() -> drain(slow), "slow-reader-that-wakes");
            reader.start();
            secondsUntil(() -> {
                long before = site.missed();
                site.second(0);
                return site.missed() == before;
            });
        }
    }

    @Test
    void who_has_not_read_for_a_minute_is_given_up_and_others_are_served_all_along() throws Exception {
        try (Socket slow = browser();
                Socket quick = browser()) {
            Thread reader = new Thread(() -> drain(quick), "quick-reader");
            reader.start();

            secondsUntil(() -> site.browsers() == 1);

            assertThat(onEventLoop(site::missed)).isGreaterThan(Browser.PATIENCE_SECONDS);
            assertThat(slow.isConnected()).isTrue();
        }
    }

    @Test
    void more_browsers_than_can_be_served_are_told_so() throws Exception {
        Socket[] all = new Socket[Browsers.MOST];
        try {
            for (int i = 0; i < all.length; i++) {
                all[i] = browser();
            }
            try (Socket late = connect()) {
                byte[] answer = late.getInputStream().readNBytes(12);
                assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 503");
            }
        } finally {
            for (Socket socket : all) {
                if (socket != null) {
                    socket.close();
                }
            }
        }
    }

    @Test
    void who_goes_away_is_forgotten() throws Exception {
        Socket gone = browser();
        assertThat(onEventLoop(site::browsers)).isEqualTo(1);
        gone.close();

        secondsUntil(() -> site.browsers() == 0);
    }

    private Socket browser() throws Exception {
        Socket socket = connect();
        byte[] status = socket.getInputStream().readNBytes(12);
        assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
        return socket;
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(8 << 10);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort()));
        socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void drain(Socket socket) {
        byte[] buffer = new byte[64 << 10];
        try (InputStream in = socket.getInputStream()) {
            while (in.read(buffer) >= 0) {
                // What is read does not matter here.
            }
        } catch (IOException closed) {
            return;
        }
    }

    /** A second in which every browser is due the whole state. */
    private void second() throws Exception {
        onEventLoop(() -> {
            site.verdict(new Check("c0", "x".repeat(BIG_TEXT), Verdict.PASS, "", "", ""));
            site.second(0);
        });
    }

    private void secondsUntil(Callable<Boolean> condition) throws Exception {
        for (int i = 0; i < MOST_SECONDS; i++) {
            if (onEventLoop(condition)) {
                return;
            }
            second();
        }
        throw new AssertionError("not in " + MOST_SECONDS + " seconds");
    }

    private void onEventLoop(Runnable work) throws Exception {
        onEventLoop(() -> {
            work.run();
            return null;
        });
    }

    private <T> T onEventLoop(Callable<T> work) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        vertx.runOnContext(now -> {
            try {
                done.complete(work.call());
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        return done.get(10, TimeUnit.SECONDS);
    }
}
