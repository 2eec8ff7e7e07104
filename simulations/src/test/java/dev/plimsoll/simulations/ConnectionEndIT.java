package dev.plimsoll.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.client.ReconnectPolicy;
import dev.plimsoll.signalling.frame.ClientFrame;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.simulations.RawTarget.Conduct;
import dev.plimsoll.simulations.connection.Answer;
import dev.plimsoll.simulations.connection.ConnectionSettings;
import dev.plimsoll.simulations.connection.SignallingConnection;
import dev.plimsoll.simulations.protocol.SocketOpener;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How one connection ends when its target does not do its part: bounded in memory, in time, and for good. */
class ConnectionEndIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(8);
    private static final int LARGEST_FRAME = 1 << 16;
    private static final ClientFrame LARGE =
            new ClientFrame.Publish("c", TextNode.valueOf("x".repeat(LARGEST_FRAME - 100)), Optional.empty());
    private static final ReconnectPolicy AT_ONCE =
            new ReconnectPolicy(Duration.ofMillis(1), 1, Duration.ofMillis(1), 0, Duration.ofMillis(1), 9);
    private static final ReconnectPolicy LATER =
            new ReconnectPolicy(Duration.ofMinutes(5), 1, Duration.ofMinutes(5), 0, Duration.ofMinutes(5), 9);

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = loops.next();
    private final Queue<SocketChannel> channels = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    private final class Told implements SignallingConnection.Events {
        private final Consumer<ServerFrame> onFrame;

        Told(Consumer<ServerFrame> onFrame) {
            this.onFrame = onFrame;
        }

        @Override
        public void received(ServerFrame frame) {
            onFrame.accept(frame);
        }

        @Override
        public void decided(ConnectOutcome outcome, boolean again) {
            events.add(outcome.code());
        }

        @Override
        public void lost(int closeCode, String reason, Optional<Duration> backIn) {
            events.add("lost " + closeCode);
        }

        @Override
        public void closed() {
            events.add("closed");
        }
    }

    private SocketChannel channel() {
        SocketChannel channel = new NioSocketChannel();
        channels.add(channel);
        return channel;
    }

    private SignallingConnection connect(RawTarget target, ReconnectPolicy policy) throws Exception {
        return connect(target, policy, frame -> {});
    }

    private SignallingConnection connect(RawTarget target, ReconnectPolicy policy, Consumer<ServerFrame> onFrame)
            throws Exception {
        SocketOpener opener = new SocketOpener(new Endpoint(target.url()), Optional.empty(), TIMEOUT, this::channel);
        SignallingConnection connection = new SignallingConnection(
                loop,
                new ConnectionSettings(
                        opener,
                        () -> new Endpoint.Presented.Token(new Secret("peer")),
                        Optional.empty(),
                        policy,
                        TIMEOUT,
                        new SplittableRandom(1)),
                new Told(onFrame));
        loop.execute(() -> connection.connect(System.nanoTime(), outcome -> {}));
        mustHear("accepted");
        return connection;
    }

    private void mustHear(String event) throws InterruptedException {
        assertThat(events.poll(10, TimeUnit.SECONDS)).isEqualTo(event);
    }

    /** Returns when the close has begun. */
    private static CompletableFuture<Void> close(SignallingConnection connection) throws Exception {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        connection
                .loop()
                .submit(() -> connection.close(() -> gone.complete(null)))
                .get(10, TimeUnit.SECONDS);
        return gone;
    }

    /** Sends until the connection takes no more. @return how many frames it took */
    private int fill(SignallingConnection connection) throws Exception {
        return loop.submit(() -> {
                    int sent = 0;
                    while (sent < 1_000 && connection.send(LARGE)) {
                        sent++;
                    }
                    return sent;
                })
                .get(10, TimeUnit.SECONDS);
    }

    private long unwritten() throws Exception {
        return loop.submit(() -> channels.peek().unsafe().outboundBuffer().totalPendingWriteBytes())
                .get(10, TimeUnit.SECONDS);
    }

    @Test
    void what_waits_for_a_target_that_does_not_read_is_bounded() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (RawTarget target = new RawTarget(thenWaits(over))) {
            SignallingConnection connection = connect(target, ReconnectPolicy.NONE);

            assertThat(fill(connection)).isPositive();
            assertThat(unwritten()).isBetween((long) LARGEST_FRAME, 4L * LARGEST_FRAME);
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            loop.execute(() -> connection.subscribe("c", false, answer::complete));
            assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(new Answer.Unsent());
            over.countDown();
        }
    }

    @Test
    void pings_of_a_target_that_does_not_read_are_answered_within_bounds() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Conduct conduct = visitor -> {
            visitor.welcome();
            for (int ping = 0; ping < 100_000; ping++) {
                visitor.frame(Visitor.PING, new byte[125]);
            }
            visitor.text("{\"type\":\"pong\"}");
            over.await();
        };
        try (RawTarget target = new RawTarget(conduct)) {
            CompletableFuture<Void> heardAll = new CompletableFuture<>();
            connect(target, ReconnectPolicy.NONE, frame -> heardAll.complete(null));
            heardAll.get(30, TimeUnit.SECONDS);

            assertThat(unwritten()).isLessThan(4L * LARGEST_FRAME);
            over.countDown();
        }
    }

    @Test
    void a_close_ends_though_the_target_does_not_read() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (RawTarget target = new RawTarget(thenWaits(over))) {
            SignallingConnection connection = connect(target, AT_ONCE);
            fill(connection);

            close(connection).get(10, TimeUnit.SECONDS);

            mustHear("closed");
            over.countDown();
            Trial.eventually("the target sees the end", () -> target.open() == 0);
            assertThat(target.came()).isEqualTo(1);
        }
    }

    @Test
    void a_target_that_closes_and_does_not_read_is_told_apart_by_its_code() throws Exception {
        CountDownLatch full = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Conduct conduct = visitor -> {
            visitor.welcome();
            full.await();
            visitor.sayClose(1013);
            over.await();
        };
        try (RawTarget target = new RawTarget(conduct)) {
            fill(connect(target, ReconnectPolicy.NONE));
            full.countDown();

            mustHear("lost 1013");
            over.countDown();
        }
    }

    @Test
    void a_close_while_an_attempt_is_under_way_closes_what_the_attempt_opens() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        Conduct conduct = lostAtFirst(visitor -> {
            String peerId = visitor.upgrade();
            asked.countDown();
            answer.await();
            visitor.greet(peerId);
            visitor.serve(1);
        });
        try (RawTarget target = new RawTarget(conduct)) {
            SignallingConnection connection = connect(target, AT_ONCE);
            mustHear("lost 1012");
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

            CompletableFuture<Void> gone = close(connection);
            answer.countDown();

            gone.get(10, TimeUnit.SECONDS);
            mustHear("accepted");
            mustHear("closed");
            Trial.eventually("the target sees the end", () -> target.open() == 0);
            assertThat(target.leftInOrder()).isEqualTo(1);
        }
    }

    @Test
    void an_attempt_that_fails_after_a_close_is_the_last() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        Conduct conduct = lostAtFirst(visitor -> {
            visitor.request();
            asked.countDown();
            answer.await();
            visitor.refuse(503, "");
        });
        try (RawTarget target = new RawTarget(conduct)) {
            SignallingConnection connection = connect(target, AT_ONCE);
            mustHear("lost 1012");
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

            CompletableFuture<Void> gone = close(connection);
            answer.countDown();

            gone.get(10, TimeUnit.SECONDS);
            mustHear("503");
            mustHear("closed");
            assertThat(loop.submit(connection::isClosed).get()).isTrue();
        }
    }

    @Test
    void a_close_between_attempts_is_done_at_once() throws Exception {
        try (RawTarget target = new RawTarget(lostAtFirst(visitor -> {}))) {
            SignallingConnection connection = connect(target, LATER);
            mustHear("lost 1012");

            close(connection).get(10, TimeUnit.SECONDS);

            mustHear("closed");
        }
    }

    @Test
    void frames_that_come_in_fragments_are_whole() throws Exception {
        CompletableFuture<Void> heard = new CompletableFuture<>();
        Conduct conduct = visitor -> {
            visitor.welcome();
            visitor.fragments("{\"type\":", "\"po", "ng\"}");
            visitor.serve(1);
        };
        try (RawTarget target = new RawTarget(conduct)) {
            connect(target, ReconnectPolicy.NONE, frame -> heard.complete(null));

            heard.get(10, TimeUnit.SECONDS);
        }
    }

    private static Conduct thenWaits(CountDownLatch over) {
        return visitor -> {
            visitor.welcome();
            over.await();
        };
    }

    private static Conduct lostAtFirst(Conduct then) {
        return visitor -> {
            if (visitor.number() == 1) {
                visitor.welcome();
                visitor.sayClose(1012);
            } else {
                then.meet(visitor);
            }
        };
    }

    @AfterEach
    void end() throws InterruptedException {
        // Without a quiet period a busy loop may end before it closes its channels.
        loops.shutdownGracefully(200, 5_000, TimeUnit.MILLISECONDS).await();
        assertThat(List.copyOf(channels)).noneMatch(SocketChannel::isOpen);
    }
}
