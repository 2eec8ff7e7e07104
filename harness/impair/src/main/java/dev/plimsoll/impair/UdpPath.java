package dev.plimsoll.impair;

import dev.plimsoll.model.impairment.PathProfile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Carries UDP: each client's address is a flow with a socket of its own to the server. */
final class UdpPath implements Path {
    /** Each has a socket. */
    static final int MOST_FLOWS = 8_192;
    /** Longer than a TURN allocation lives without a refresh (RFC 8656, 10 minutes). */
    private static final long IDLE_NANOS = 660_000_000_000L;

    private static final long IDLE_CHECK_NANOS = 10_000_000_000L;
    /** What the kernel may hold of one route while the proxy is busy; it gives less where its own bound is lower. */
    private static final int SOCKET_BUFFER = 1 << 22;

    private static final int LARGEST_DATAGRAM = 65_536;
    /** Datagrams read in one turn, so that no socket keeps what is due waiting. */
    private static final int AT_ONCE = 32;

    private final Route route;
    private final Reactor reactor;
    private final Lanes lanes;
    private final DatagramChannel clients = DatagramChannel.open();
    private final InetSocketAddress address;
    private final Map<SocketAddress, UdpFlow> flows = new HashMap<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
    private final Tally up = new Tally();
    private final Tally down = new Tally();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();
    private volatile PathProfile profile = PathProfile.CLEAR;
    private int flowNumber;
    private long idleCheckedAt;

    UdpPath(Route route, Reactor reactor, Lanes lanes, InetSocketAddress bind) throws IOException {
        this.route = route;
        this.reactor = reactor;
        this.lanes = lanes;
        clients.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
        clients.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
        clients.bind(bind);
        this.idleCheckedAt = reactor.now();
        this.address = (InetSocketAddress) clients.getLocalAddress();
        reactor.register(clients, SelectionKey.OP_READ, key -> fromClients());
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    private void fromClients() {
        try {
            for (int i = 0; i < AT_ONCE; i++) {
                buffer.clear();
                SocketAddress client = clients.receive(buffer);
                if (client == null) {
                    return;
                }
                fromClient(client, taken());
            }
        } catch (IOException e) {
            // Of one datagram; the next may be better.
            up.dropped(Fate.Cause.OVERFLOW);
        }
    }

    private void fromClient(SocketAddress client, byte[] datagram) {
        if (profile.cut()) {
            up.dropped(Fate.Cause.BLACKHOLE);
            return;
        }
        UdpFlow flow = flows.get(client);
        if (flow == null) {
            flow = open(client);
        }
        if (flow == null) {
            refused.incrementAndGet();
            up.dropped(Fate.Cause.OVERFLOW);
        } else {
            flow.fromClient(datagram, reactor.now());
        }
    }

    private UdpFlow open(SocketAddress client) {
        if (flows.size() == MOST_FLOWS) {
            return null;
        }
        long now = reactor.now();
        int number = flowNumber++;
        try {
            UdpFlow flow = new UdpFlow(
                    reactor,
                    route.server(),
                    this::readServer,
                    sink -> new DatagramHop(lanes.up(number, now), up, reactor.line(), sink),
                    new DatagramHop(
                            lanes.down(number, now), down, reactor.line(), datagram -> toClient(client, datagram)));
            flow.use(profile);
            flows.put(client, flow);
            open.set(flows.size());
            return flow;
        } catch (IOException e) {
            return null;
        }
    }

    private boolean toClient(SocketAddress client, byte[] datagram) throws IOException {
        return clients.send(ByteBuffer.wrap(datagram), client) > 0 || datagram.length == 0;
    }

    /** The next datagram from a server, or null. */
    private byte[] readServer(DatagramChannel server) throws IOException {
        buffer.clear();
        return server.receive(buffer) == null ? null : taken();
    }

    private byte[] taken() {
        byte[] datagram = new byte[buffer.flip().remaining()];
        buffer.get(datagram);
        return datagram;
    }

    @Override
    public void use(PathProfile next) {
        if (next.cut()) {
            closeFlows();
        }
        flows.values().forEach(flow -> flow.use(next));
        profile = next;
    }

    @Override
    public void tick(long now) {
        if (now - idleCheckedAt < IDLE_CHECK_NANOS) {
            return;
        }
        idleCheckedAt = now;
        flows.values().removeIf(flow -> {
            boolean idle = now - flow.lastUsed() > IDLE_NANOS;
            if (idle) {
                flow.close();
            }
            return idle;
        });
        open.set(flows.size());
    }

    @Override
    public RouteTotals totals() {
        return new RouteTotals(route, profile.name(), open.get(), refused.get(), up.totals(), down.totals());
    }

    private void closeFlows() {
        flows.values().forEach(UdpFlow::close);
        flows.clear();
        open.set(0);
    }

    @Override
    public void close() {
        closeFlows();
        Channels.close(clients);
    }
}
