package dev.plimsoll.bench.sandbox;

import dev.plimsoll.bench.measure.SandboxProcess;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * The benchmark's connections, all on one event loop, from several loopback addresses. Its lists belong to the event loop
 * until {@link #open} returns.
 */
final class Crowd implements AutoCloseable {
    private static final int IN_FLIGHT = 128;
    private static final int SOURCES = 8;
    private static final Duration OPEN_LIMIT = Duration.ofMinutes(2);

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final SandboxProcess sandbox;
    private final int size;
    private final IntFunction<String> channelOf;
    private final Traffic traffic;
    private final List<Client> clients = new ArrayList<>();
    private final CompletableFuture<List<Client>> complete = new CompletableFuture<>();
    private final LongAdder pings = new LongAdder();
    private volatile boolean closing;
    private int inFlight = IN_FLIGHT;
    private int started;

    /** @param channelOf the channel of the nth connection */
    Crowd(SandboxProcess sandbox, int size, IntFunction<String> channelOf, Traffic traffic) {
        this.sandbox = sandbox;
        this.size = size;
        this.channelOf = channelOf;
        this.traffic = traffic;
    }

    /** Hears of acks and deliveries by their numbers, on the event loop. */
    interface Traffic {
        Traffic NONE = new Traffic() {
            @Override
            public void acked(long number) {}

            @Override
            public void delivered(long number) {}
        };

        void acked(long number);

        void delivered(long number);
    }

    /** Starts all connects at the same moment rather than a few at a time. */
    Crowd allAtOnce() {
        inFlight = size;
        return this;
    }

    /** As {@link #open}, for a thread that nobody interrupts. */
    List<Client> openUnchecked() {
        try {
            return open();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens and subscribes all of them. */
    List<Client> open() throws InterruptedException {
        loop.execute(() -> {
            for (int i = 0; i < Math.min(inFlight, size); i++) {
                connectNext();
            }
        });
        try {
            return complete.get(OPEN_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(clients.size() + " of " + size + " connections after " + OPEN_LIMIT, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the crowd broke", e.getCause());
        }
    }

    void onEventLoop(Runnable task) {
        loop.execute(task);
    }

    <T> T ask(Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, loop).join();
    }

    long pings() {
        return pings.sum();
    }

    /** Whether anything went wrong that must not in a benchmark. */
    void check() {
        if (complete.isCompletedExceptionally()) {
            complete.join();
        }
    }

    private void connectNext() {
        if (started == size) {
            return;
        }
        int n = started++;
        Client client = new Client(sandbox.connectTarget("bench-" + n), channelOf.apply(n), new Reports());
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(client);
                    }
                })
                .connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), sandbox.port()),
                        new InetSocketAddress(source(n), 0))
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        complete.completeExceptionally(connected.cause());
                    }
                });
    }

    private static InetAddress source(int n) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (2 + n % SOURCES)});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** What the connections report. */
    private final class Reports implements Client.Events {
        @Override
        public void joined(Client client) {
            clients.add(client);
            connectNext();
            if (clients.size() == size) {
                complete.complete(List.copyOf(clients));
            }
        }

        @Override
        public void acked(long number) {
            traffic.acked(number);
        }

        @Override
        public void delivered(long number) {
            traffic.delivered(number);
        }

        @Override
        public void pinged() {
            pings.increment();
        }

        @Override
        public void trouble(String what) {
            if (!closing) {
                complete.obtrudeException(new IllegalStateException(what));
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
