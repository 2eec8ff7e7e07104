package dev.plimsoll.impair;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One direction of one TCP connection. What is held is bounded by not reading on, as a slow network does. For the proxy's
 * thread.
 */
final class StreamHop implements DelayLine.Taker {
    /** What a connection may hold in one direction. */
    static final int MOST_HELD_BYTES = 1 << 18;
    /** A full segment on Ethernet with timestamps: what is lost or shaped at once on an impaired link. */
    private static final int SEGMENT = 1_448;

    private static final byte[] END = new byte[0];

    private final SocketChannel from;
    private final SocketChannel to;
    private final Lane lane;
    private final Tally tally;
    private final Reactor reactor;
    private final Deque<ByteBuffer> pending = new ArrayDeque<>();
    private final Closer flow;
    private int heldBytes;
    private boolean read;
    private boolean ended;
    private boolean closed;

    /** The connection that the direction belongs to. */
    interface Closer {
        void changed();

        void broken();
    }

    StreamHop(SocketChannel from, SocketChannel to, Lane lane, Tally tally, Reactor reactor, Closer flow) {
        this.from = from;
        this.to = to;
        this.lane = lane;
        this.tally = tally;
        this.reactor = reactor;
        this.flow = flow;
    }

    Lane lane() {
        return lane;
    }

    boolean wantsToRead() {
        return !read && heldBytes < MOST_HELD_BYTES && !lane.link().blackhole();
    }

    boolean wantsToWrite() {
        return !pending.isEmpty();
    }

    /** Whether everything has come through, to the end. */
    boolean isDone() {
        return ended;
    }

    void readable(ByteBuffer buffer) {
        buffer.clear();
        if (!lane.link().isClear()) {
            buffer.limit(SEGMENT);
        }
        try {
            int count = from.read(buffer);
            long now = reactor.now();
            if (count < 0) {
                read = true;
                hold(END, lane.segment(now, 0));
            } else if (count > 0) {
                byte[] bytes = new byte[buffer.flip().remaining()];
                buffer.get(bytes);
                hold(bytes, lane.segment(now, count));
            }
        } catch (IOException e) {
            flow.broken();
        }
    }

    private void hold(byte[] bytes, long due) {
        heldBytes += bytes.length;
        tally.held();
        reactor.line().add(due, bytes, this);
    }

    @Override
    public void release(byte[] bytes, long lateNanos) {
        tally.released(lateNanos);
        if (!closed) {
            pending.add(ByteBuffer.wrap(bytes));
            writable();
            flow.changed();
        }
    }

    void writable() {
        try {
            while (!pending.isEmpty() && writeFirst()) {
                pending.remove();
            }
        } catch (IOException e) {
            flow.broken();
        }
    }

    private boolean writeFirst() throws IOException {
        ByteBuffer first = pending.element();
        if (first.capacity() == 0) {
            to.shutdownOutput();
            ended = true;
            return true;
        }
        int written = to.write(first);
        heldBytes -= written;
        if (!first.hasRemaining()) {
            tally.handedOn(first.capacity());
        }
        return !first.hasRemaining();
    }

    void close() {
        closed = true;
        pending.clear();
    }
}
