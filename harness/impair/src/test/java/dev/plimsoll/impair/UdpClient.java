package dev.plimsoll.impair;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/** Sends numbered datagrams with their send time and notes what comes back, in the order in which it comes. */
final class UdpClient implements AutoCloseable {
    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final InetSocketAddress server;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final Thread reader = new Thread(this::read, "udp-client");

    record Arrival(int number, long roundTripNanos, long atNanos) {}

    UdpClient(InetSocketAddress server) throws IOException {
        this.server = server;
        socket.setReceiveBufferSize(1 << 22);
        reader.setDaemon(true);
        reader.start();
    }

    /** @param gap between two datagrams at least, of which the first leaves at once */
    void send(int first, int count, int bytes, Duration gap) throws IOException {
        long due = System.nanoTime();
        for (int i = first; i < first + count; i++) {
            while (System.nanoTime() - due < 0) {
                LockSupport.parkNanos(Math.max(1, due - System.nanoTime()));
            }
            ByteBuffer datagram = ByteBuffer.allocate(bytes).putInt(i).putLong(System.nanoTime());
            socket.send(new DatagramPacket(datagram.array(), bytes, server));
            // Without catching up: a burst would only fill the kernel's buffers.
            due = Math.max(due + gap.toNanos(), System.nanoTime());
        }
    }

    private void read() {
        byte[] buffer = new byte[2_000];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                long now = System.nanoTime();
                ByteBuffer datagram = ByteBuffer.wrap(buffer);
                Arrival arrival = new Arrival(datagram.getInt(), now - datagram.getLong(), now);
                synchronized (arrivals) {
                    arrivals.add(arrival);
                    arrivals.notifyAll();
                }
            }
        } catch (IOException e) {
            // The socket was closed: the test is over.
        }
    }

    /** What has come once there is so much of it, or time is up. */
    List<Arrival> await(int count, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (arrivals) {
            for (long left = patience.toMillis(); arrivals.size() < count && left > 0; ) {
                arrivals.wait(left);
                left = (deadline - System.nanoTime()) / 1_000_000;
            }
            return List.copyOf(arrivals);
        }
    }

    static double percentileMs(List<Arrival> arrivals, double percentile) {
        long[] sorted = LongStream.of(
                        arrivals.stream().mapToLong(Arrival::roundTripNanos).toArray())
                .sorted()
                .toArray();
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(percentile / 100 * sorted.length))] / 1e6;
    }

    @Override
    public void close() {
        socket.close();
    }
}
