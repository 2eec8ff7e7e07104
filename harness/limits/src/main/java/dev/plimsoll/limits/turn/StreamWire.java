package dev.plimsoll.limits.turn;

import dev.plimsoll.limits.turn.stun.StreamFrames;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Messages in a TCP or TLS stream. */
final class StreamWire implements TurnWire {
    private final Socket tcp;
    private final Socket stream;
    private final InputStream in;
    private final OutputStream out;
    private final Duration longestWrite;
    private final StreamFrames frames = new StreamFrames();
    private final byte[] buffer = new byte[1 << 14];

    private StreamWire(Socket tcp, Socket stream, Duration longestWrite) throws IOException {
        this.tcp = tcp;
        this.stream = stream;
        this.in = stream.getInputStream();
        this.out = stream.getOutputStream();
        this.longestWrite = longestWrite;
    }

    /**
     * Connects over TCP.
     *
     * @param patience for the connect, and for each write
     */
    static StreamWire tcp(InetSocketAddress server, Optional<InetSocketAddress> source, Duration patience)
            throws IOException {
        Socket socket = connect(server, source, patience);
        return new StreamWire(socket, socket, patience);
    }

    /**
     * Connects over TLS, with what the factory trusts.
     *
     * @param checkName whether the certificate must name the host
     */
    static StreamWire tls(
            InetSocketAddress server,
            Optional<InetSocketAddress> source,
            Duration patience,
            SSLSocketFactory factory,
            boolean checkName)
            throws IOException {
        Socket tcp = connect(server, source, patience);
        try {
            SSLSocket tls = (SSLSocket) factory.createSocket(tcp, server.getHostString(), server.getPort(), true);
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm(checkName ? "HTTPS" : null);
            tls.setSSLParameters(parameters);
            tls.setSoTimeout(TurnWire.millis(patience));
            tls.startHandshake();
            return new StreamWire(tcp, tls, patience);
        } catch (IOException | RuntimeException e) {
            tcp.close();
            throw e;
        }
    }

    private static Socket connect(InetSocketAddress server, Optional<InetSocketAddress> source, Duration patience)
            throws IOException {
        Socket socket = new Socket();
        try {
            socket.setReuseAddress(true);
            socket.setTcpNoDelay(true);
            socket.bind(source.orElse(new InetSocketAddress(0)));
            socket.connect(server, TurnWire.millis(patience));
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public boolean isReliable() {
        return true;
    }

    @Override
    public InetSocketAddress local() {
        return (InetSocketAddress) tcp.getLocalSocketAddress();
    }

    /** A blocked write knows no timeout, but ends when its socket is closed. */
    @Override
    public void send(byte[] message) throws IOException {
        CompletableFuture<Void> written = new CompletableFuture<>();
        written.orTimeout(longestWrite.toMillis(), TimeUnit.MILLISECONDS).whenComplete((done, late) -> {
            if (late != null) {
                closeQuietly(tcp);
            }
        });
        try {
            out.write(message);
            out.flush();
        } catch (IOException e) {
            throw written.isDone()
                    ? new IOException("the server took no data for " + longestWrite.toMillis() + " ms", e)
                    : e;
        } finally {
            written.complete(null);
        }
    }

    @Override
    public Optional<byte[]> receive(Duration atMost) throws IOException {
        Optional<byte[]> waiting = frames.next();
        if (waiting.isPresent()) {
            return waiting;
        }
        try {
            stream.setSoTimeout(TurnWire.millis(atMost));
            int read = in.read(buffer, 0, Math.min(buffer.length, frames.room()));
            if (read < 0) {
                throw new IOException("the server closed the connection");
            }
            frames.feed(buffer, read);
            return frames.next();
        } catch (SocketTimeoutException nothing) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        closeQuietly(tcp);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no more use either way.
        }
    }
}
