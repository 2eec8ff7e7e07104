package dev.plimsoll.sandbox.turn;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;

/** Free ports on 127.0.0.1. Free when asked for: whoever uses one must be ready to find it taken. */
public final class Ports {
    private static final int ATTEMPTS = 50;

    private Ports() {}

    /** A port that is free for TCP and UDP alike. */
    public static int free() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try (ServerSocket tcp = new ServerSocket(0, 1, loopback)) {
                if (isFreeForUdp(loopback, tcp.getLocalPort())) {
                    return tcp.getLocalPort();
                }
            }
        }
        throw new IOException("no port on 127.0.0.1 is free for both TCP and UDP");
    }

    private static boolean isFreeForUdp(InetAddress address, int port) {
        try (DatagramSocket udp = new DatagramSocket(new InetSocketAddress(address, port))) {
            return udp.isBound();
        } catch (SocketException taken) {
            return false;
        }
    }
}
