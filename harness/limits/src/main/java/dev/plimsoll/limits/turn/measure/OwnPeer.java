package dev.plimsoll.limits.turn.measure;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The far end of a relay: a UDP socket of our own, for traffic may only go to peers that we own. For one thread. */
public final class OwnPeer implements AutoCloseable {
    private static final int RECEIVE_BUFFER = 1 << 22;

    private final DatagramSocket socket;
    private final byte[] buffer = new byte[1 << 16];

    private OwnPeer(DatagramSocket socket) {
        this.socket = socket;
    }

    /**
     * @param address where to listen; port 0 is any
     * @throws IOException if the address is not this machine's, or taken
     */
    public static OwnPeer at(InetSocketAddress address) throws IOException {
        DatagramSocket socket = new DatagramSocket(null);
        try {
            socket.setReceiveBufferSize(RECEIVE_BUFFER);
            socket.bind(address);
            return new OwnPeer(socket);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Sends to a relayed address; false if that could not leave this machine. */
    public boolean send(InetSocketAddress relayed, byte[] payload) {
        try {
            socket.send(new DatagramPacket(payload, payload.length, relayed));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The payload of the next datagram; empty if none came in time. Waits for at least a millisecond. */
    public Optional<byte[]> receive(Duration atMost) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        try {
            socket.setSoTimeout((int) Math.max(1, Math.min(atMost.toMillis(), Integer.MAX_VALUE)));
            socket.receive(packet);
            return Optional.of(Arrays.copyOf(buffer, packet.getLength()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
