package dev.plimsoll.impair;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that sends back what it gets, over UDP and TCP; it notes from which port each datagram came. */
final class Echo implements AutoCloseable {
    private final DatagramSocket udp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final ServerSocket tcp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Thread acceptor;
    final List<Integer> udpPorts = new CopyOnWriteArrayList<>();

    Echo() throws IOException {
        udp.setReceiveBufferSize(1 << 22);
        daemon("echo-udp", this::echoDatagrams);
        acceptor = daemon("echo-tcp", this::accept);
    }

    InetSocketAddress udpAddress() {
        return (InetSocketAddress) udp.getLocalSocketAddress();
    }

    InetSocketAddress tcpAddress() {
        return (InetSocketAddress) tcp.getLocalSocketAddress();
    }

    private void echoDatagrams() throws IOException {
        byte[] buffer = new byte[2_000];
        while (true) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            udp.receive(packet);
            udpPorts.add(packet.getPort());
            udp.send(packet);
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket socket = tcp.accept();
            daemon("echo-connection", () -> echoStream(socket));
        }
    }

    private static void echoStream(Socket socket) throws IOException {
        try (socket;
                InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream()) {
            in.transferTo(out);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static Thread daemon(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // The socket was closed: the test is over.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Until the thread that accepts is gone, the system may still complete a connection for it. */
    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
