package dev.plimsoll.bench.signalling;

import dev.plimsoll.model.plan.LoadPlan;
import dev.plimsoll.model.plan.PlannedConnection;
import dev.plimsoll.model.result.Percentiles;
import dev.plimsoll.process.CompilerRest;
import dev.plimsoll.simulations.Rehearsal;
import dev.plimsoll.telemetry.latency.LatencyTrack;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The job with Netty alone, on as many event loops as there are cores. */
final class NettyMain {
    private final Assignment.Place place;
    private final LoadPlan plan;
    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(Runtime.getRuntime().availableProcessors(), EpollIoHandler.newFactory());
    private final List<NettyTally> tallies = new ArrayList<>();
    private final CountDownLatch open;
    private final long startNanos = System.nanoTime();

    private NettyMain(Assignment.Place place, LoadPlan plan) {
        this.place = place;
        this.plan = plan;
        this.open = new CountDownLatch(plan.connections().size());
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Assignment assignment = Assignment.ofThisProcess();
        LoadPlan load = assignment.job().plan();
        for (int round = 1; round <= Rehearsal.rounds(load); round++) {
            new NettyMain(assignment.rehearsal(), Rehearsal.plan(load)).run();
            CompilerRest.await();
        }
        System.gc();
        Cue.await();
        new NettyMain(assignment.place(), load).run().print();
        System.exit(0);
    }

    private Outcome run() throws InterruptedException {
        for (PlannedConnection connection : plan.connections()) {
            EventLoop loop = loops.next();
            NettyTally tally = tallyOf(loop);
            long delay = startNanos + connection.openAt().toNanos() - System.nanoTime();
            loop.schedule(() -> connect(connection, loop, tally), delay, TimeUnit.NANOSECONDS);
        }
        boolean ended = open.await(plan.closeAt().toSeconds() + 30, TimeUnit.SECONDS);
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).await();
        return outcome(ended);
    }

    private NettyTally tallyOf(EventLoop loop) {
        return tallies.stream()
                .filter(tally -> tally.loop() == loop)
                .findFirst()
                .orElseGet(() -> {
                    NettyTally tally = new NettyTally(loop);
                    tallies.add(tally);
                    return tally;
                });
    }

    private void connect(PlannedConnection connection, EventLoop loop, NettyTally tally) {
        NettyClient client = new NettyClient(
                place.endpoint().connectUri(place.token(connection.peerId())),
                connection,
                tally,
                startNanos,
                open::countDown);
        int sources = plan.identities().sources().size();
        InetSocketAddress source = sources == 0
                ? null
                : new InetSocketAddress(plan.identities().sources().addresses().get(connection.slot() % sources), 0);
        new Bootstrap()
                .group(loop)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .localAddress(source)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(8_192), client);
                    }
                })
                .connect(place.endpoint().base().getHost(), place.endpoint().port());
    }

    private Outcome outcome(boolean ended) {
        NettyTally all = tallies.stream().reduce(new NettyTally(null), NettyTally::plus);
        Percentiles connects = LatencyTrack.percentiles(all.connects());
        return new Outcome(
                plan.connections().size(),
                ended ? connects.count() : 0,
                all.publishedCount(),
                all.acks().getTotalCount(),
                0,
                0,
                0,
                all.deliveries().getTotalCount(),
                connects,
                LatencyTrack.percentiles(all.acks()),
                LatencyTrack.percentiles(all.deliveries()),
                Percentiles.NONE);
    }
}
