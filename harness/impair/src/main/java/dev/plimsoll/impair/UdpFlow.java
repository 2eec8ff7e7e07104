package dev.plimsoll.impair;

import dev.plimsoll.model.impairment.PathProfile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.function.Function;

/** One client's datagrams, both ways, through a socket of its own. For the proxy's thread. */
final class UdpFlow {
    private static final int AT_ONCE = 32;
    /** What the kernel may hold of one flow while the proxy is busy. */
    private static final int SOCKET_BUFFER = 1 << 20;

    private final Reactor reactor;
    private final DatagramChannel server = DatagramChannel.open();
    private final Reader reader;
    private final DatagramHop up;
    private final DatagramHop down;
    private long lastUsed;

    /** Reads the next datagram of a channel. */
    interface Reader {
        /** @return null if there is none */
        byte[] read(DatagramChannel channel) throws IOException;
    }

    UdpFlow(
            Reactor reactor,
            InetSocketAddress serverAddress,
            Reader reader,
            Function<DatagramHop.Sink, DatagramHop> up,
            DatagramHop down)
            throws IOException {
        this.reactor = reactor;
        this.reader = reader;
        this.up = up.apply(this::toServer);
        this.down = down;
        this.lastUsed = reactor.now();
        try {
            server.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
            server.connect(serverAddress);
            reactor.register(server, SelectionKey.OP_READ, key -> fromServer());
        } catch (IOException e) {
            Channels.close(server);
            throw e;
        }
    }

    void fromClient(byte[] datagram, long now) {
        lastUsed = now;
        up.offer(datagram, now);
    }

    private boolean toServer(byte[] datagram) throws IOException {
        return server.write(ByteBuffer.wrap(datagram)) > 0 || datagram.length == 0;
    }

    private void fromServer() {
        try {
            for (int i = 0; i < AT_ONCE; i++) {
                byte[] datagram = reader.read(server);
                if (datagram == null) {
                    return;
                }
                lastUsed = reactor.now();
                down.offer(datagram, lastUsed);
            }
        } catch (PortUnreachableException e) {
            // No server there now; one may come back.
        } catch (IOException e) {
            Channels.close(server);
        }
    }

    void use(PathProfile profile) {
        up.lane().use(profile.up());
        down.lane().use(profile.down());
    }

    long lastUsed() {
        return lastUsed;
    }

    void close() {
        up.close();
        down.close();
        Channels.close(server);
    }
}
