package dev.plimsoll.simulations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A service on plain sockets that treats every connection as it is told to, well or badly. */
final class RawTarget implements AutoCloseable {
    private static final int BACKLOG = 64;
    private static final int RECEIVE_BUFFER = 16 << 10;

    private final ServerSocket server = new ServerSocket();
    private final Conduct conduct;
    private final Set<Visitor> present = ConcurrentHashMap.newKeySet();
    private final AtomicInteger came = new AtomicInteger();
    private final AtomicInteger leftInOrder = new AtomicInteger();

    /** How one connection is treated, on a thread of its own; afterwards it is listened to until its end. */
    @FunctionalInterface
    interface Conduct {
        void meet(Visitor visitor) throws IOException, InterruptedException;
    }

    RawTarget(Conduct conduct) throws IOException {
        this.conduct = conduct;
        // Small, so that a target that does not read is felt soon.
        server.setReceiveBufferSize(RECEIVE_BUFFER);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        start("door", this::admit);
    }

    URI url() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort());
    }

    /** The same door for those who want TLS, of which it knows nothing. */
    URI tlsUrl() {
        return URI.create("wss://127.0.0.1:" + server.getLocalPort());
    }

    int came() {
        return came.get();
    }

    /** How many said good-bye with 1000. */
    int leftInOrder() {
        return leftInOrder.get();
    }

    /** Connections whose end this side has not seen. */
    int open() {
        return present.size();
    }

    /** Lets nobody in any more: who comes is refused. */
    void shut() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void admit() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Visitor visitor = new Visitor(socket, came.incrementAndGet());
                present.add(visitor);
                start("visitor", () -> receive(visitor));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void receive(Visitor visitor) {
        try (visitor) {
            conduct.meet(visitor);
            visitor.listenToTheEnd();
        } catch (IOException e) {
            // The other side cut it, which is an end like any other.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leftInOrder.addAndGet(visitor.saidGoodBye() ? 1 : 0);
            present.remove(visitor);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, "bad-target-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        shut();
        present.forEach(Visitor::close);
    }
}
