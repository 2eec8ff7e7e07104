package dev.plimsoll.limits.turn;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** One datagram a message. */
final class UdpWire implements TurnWire {
    private static final int RECEIVE_BUFFER = 1 << 22;

    private final DatagramSocket socket;
    private final byte[] buffer = new byte[1 << 16];

    private UdpWire(DatagramSocket socket) {
        this.socket = socket;
    }

    static UdpWire open(InetSocketAddress server, Optional<InetSocketAddress> source) throws IOException {
        DatagramSocket socket = new DatagramSocket(null);
        try {
            socket.setReceiveBufferSize(RECEIVE_BUFFER);
            socket.bind(source.orElse(new InetSocketAddress(0)));
            socket.connect(server);
            return new UdpWire(socket);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public boolean isReliable() {
        return false;
    }

    @Override
    public InetSocketAddress local() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public void send(byte[] message) throws IOException {
        try {
            socket.send(new DatagramPacket(message, message.length));
        } catch (PortUnreachableException e) {
            throw nobodyThere(e);
        }
    }

    @Override
    public Optional<byte[]> receive(Duration atMost) throws IOException {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        try {
            socket.setSoTimeout(TurnWire.millis(atMost));
            socket.receive(packet);
            return Optional.of(Arrays.copyOf(buffer, packet.getLength()));
        } catch (SocketTimeoutException nothing) {
            return Optional.empty();
        } catch (PortUnreachableException e) {
            throw nobodyThere(e);
        }
    }

    private static IOException nobodyThere(PortUnreachableException cause) {
        return new IOException("nothing listens there: an ICMP port unreachable came back", cause);
    }

    @Override
    public void close() {
        socket.close();
    }
}
