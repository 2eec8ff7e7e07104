package dev.plimsoll.impair;

import dev.plimsoll.model.impairment.PathProfile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Carries TCP, and TLS unread: each client's connection is a flow with a connection of its own to the server. */
final class TcpPath implements Path {
    static final int MOST_FLOWS = 8_192;
    private static final int BACKLOG = 512;
    private static final int BUFFER = 1 << 14;

    private final Route route;
    private final Reactor reactor;
    private final Lanes lanes;
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final SelectionKey listenerKey;
    private final InetSocketAddress address;
    private final Set<TcpFlow> flows = new HashSet<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final Tally up = new Tally();
    private final Tally down = new Tally();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();
    private volatile PathProfile profile = PathProfile.CLEAR;
    private int flowNumber;

    TcpPath(Route route, Reactor reactor, Lanes lanes, InetSocketAddress bind) throws IOException {
        this.route = route;
        this.reactor = reactor;
        this.lanes = lanes;
        listener.bind(bind, BACKLOG);
        this.address = (InetSocketAddress) listener.getLocalAddress();
        this.listenerKey = reactor.register(listener, SelectionKey.OP_ACCEPT, key -> accept());
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    private void accept() {
        try {
            SocketChannel client = listener.accept();
            if (client == null) {
                return;
            }
            if (profile.cut() || flows.size() == MOST_FLOWS) {
                refused.incrementAndGet();
                Channels.reset(client);
            } else {
                open(client);
            }
        } catch (IOException e) {
            refused.incrementAndGet();
        }
    }

    private void open(SocketChannel client) throws IOException {
        long now = reactor.now();
        int number = flowNumber++;
        TcpFlow flow = new TcpFlow(
                client,
                new TcpFlow.Parts(reactor, lanes.up(number, now), lanes.down(number, now), up, down, buffer),
                this::ended,
                refused::incrementAndGet);
        flows.add(flow);
        open.set(flows.size());
        try {
            flow.use(profile);
            flow.connect(reactor, route.server());
        } catch (IOException e) {
            refused.incrementAndGet();
            flow.broken();
        }
    }

    private void ended(TcpFlow flow) {
        flows.remove(flow);
        open.set(flows.size());
    }

    /** In a blackhole no connection is taken; the system's backlog may still complete a handshake, and nothing answers. */
    @Override
    public void use(PathProfile next) {
        listenerKey.interestOps(next.up().blackhole() ? 0 : SelectionKey.OP_ACCEPT);
        if (next.cut()) {
            List.copyOf(flows).forEach(TcpFlow::broken);
        }
        List.copyOf(flows).forEach(flow -> flow.use(next));
        profile = next;
    }

    @Override
    public void tick(long now) {
        // A connection's end is told; there is nothing to look for.
    }

    @Override
    public RouteTotals totals() {
        return new RouteTotals(route, profile.name(), open.get(), refused.get(), up.totals(), down.totals());
    }

    @Override
    public void close() {
        List.copyOf(flows).forEach(TcpFlow::broken);
        Channels.close(listener);
    }
}
