package dev.plimsoll.impair;

import dev.plimsoll.model.impairment.PathProfile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** One client's connection and the one to the server that it is handed on to. For the proxy's thread. */
final class TcpFlow implements StreamHop.Closer {
    private final SocketChannel client;
    private final SocketChannel server = SocketChannel.open();
    private final ByteBuffer buffer;
    private final StreamHop up;
    private final StreamHop down;
    private final Consumer<TcpFlow> onEnd;
    private final Runnable onRefusal;
    private SelectionKey clientKey;
    private SelectionKey serverKey;
    private boolean connected;
    private boolean closed;

    /** What a flow is made of. */
    record Parts(Reactor reactor, Lane up, Lane down, Tally upTally, Tally downTally, ByteBuffer buffer) {}

    /**
     * @param onEnd hears once that both connections are closed
     * @param onRefusal hears that the server did not take the connection
     */
    TcpFlow(SocketChannel client, Parts parts, Consumer<TcpFlow> onEnd, Runnable onRefusal) throws IOException {
        this.client = client;
        this.buffer = parts.buffer();
        this.onEnd = onEnd;
        this.onRefusal = onRefusal;
        this.up = new StreamHop(client, server, parts.up(), parts.upTally(), parts.reactor(), this);
        this.down = new StreamHop(server, client, parts.down(), parts.downTally(), parts.reactor(), this);
    }

    void connect(Reactor reactor, InetSocketAddress address) throws IOException {
        client.setOption(StandardSocketOptions.TCP_NODELAY, true);
        server.setOption(StandardSocketOptions.TCP_NODELAY, true);
        clientKey = reactor.register(client, 0, key -> clientReady());
        serverKey = reactor.register(server, SelectionKey.OP_CONNECT, key -> serverReady());
        if (server.connect(address)) {
            connected = true;
            changed();
        }
    }

    private void clientReady() {
        if (clientKey.isReadable()) {
            up.readable(buffer);
        }
        if (!closed && clientKey.isWritable()) {
            down.writable();
        }
        changed();
    }

    private void serverReady() {
        if (!connected) {
            finishConnect();
            return;
        }
        if (serverKey.isReadable()) {
            down.readable(buffer);
        }
        if (!closed && serverKey.isWritable()) {
            up.writable();
        }
        changed();
    }

    private void finishConnect() {
        try {
            connected = server.finishConnect();
            changed();
        } catch (IOException e) {
            onRefusal.run();
            broken();
        }
    }

    /** Reads and writes where there is room and something to write; closes when both directions are through. */
    @Override
    public void changed() {
        if (closed || !connected) {
            return;
        }
        if (up.isDone() && down.isDone()) {
            end(false);
            return;
        }
        clientKey.interestOps(operations(up.wantsToRead(), down.wantsToWrite()));
        serverKey.interestOps(operations(down.wantsToRead(), up.wantsToWrite()));
    }

    private static int operations(boolean read, boolean write) {
        return (read ? SelectionKey.OP_READ : 0) | (write ? SelectionKey.OP_WRITE : 0);
    }

    @Override
    public void broken() {
        end(true);
    }

    void use(PathProfile profile) {
        up.lane().use(profile.up());
        down.lane().use(profile.down());
        changed();
    }

    /** Closes both connections; with a reset where something is lost by it. */
    void end(boolean byReset) {
        if (closed) {
            return;
        }
        closed = true;
        up.close();
        down.close();
        if (byReset) {
            Channels.reset(client);
            Channels.reset(server);
        } else {
            Channels.close(client);
            Channels.close(server);
        }
        onEnd.accept(this);
    }
}
