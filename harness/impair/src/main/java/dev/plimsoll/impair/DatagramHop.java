package dev.plimsoll.impair;

import java.io.IOException;
import java.net.PortUnreachableException;

/** One direction of one UDP flow. For the proxy's thread. */
final class DatagramHop implements DelayLine.Taker {
    /** A flow that holds more than this is one whose packets are dropped: at 1500 bytes it is 6 MB. */
    static final int MOST_HELD = 4_096;

    private final Lane lane;
    private final Tally tally;
    private final DelayLine line;
    private final Sink sink;
    private int held;
    private boolean closed;

    /** Hands a datagram on. */
    interface Sink {
        /** @return false if the socket has no room for it */
        boolean send(byte[] datagram) throws IOException;
    }

    DatagramHop(Lane lane, Tally tally, DelayLine line, Sink sink) {
        this.lane = lane;
        this.tally = tally;
        this.line = line;
        this.sink = sink;
    }

    Lane lane() {
        return lane;
    }

    void offer(byte[] datagram, long now) {
        Fate fate = lane.datagram(now, datagram.length);
        if (fate instanceof Fate.Dropped dropped) {
            tally.dropped(dropped.cause());
        } else if (held == MOST_HELD) {
            tally.dropped(Fate.Cause.OVERFLOW);
        } else {
            passOn(datagram, (Fate.Sent) fate, now);
        }
    }

    private void passOn(byte[] datagram, Fate.Sent fate, long now) {
        if (fate.reordered()) {
            tally.reordered();
        }
        if (held == 0 && fate.dueNanos() - now <= 0) {
            send(datagram);
            return;
        }
        held++;
        tally.held();
        line.add(fate.dueNanos(), datagram, this);
    }

    @Override
    public void release(byte[] datagram, long lateNanos) {
        held--;
        tally.released(lateNanos);
        if (!closed) {
            send(datagram);
        }
    }

    private void send(byte[] datagram) {
        try {
            if (sink.send(datagram)) {
                tally.handedOn(datagram.length);
            } else {
                tally.dropped(Fate.Cause.OVERFLOW);
            }
        } catch (PortUnreachableException e) {
            // Tells of an earlier datagram that nobody was there; so it goes with this one.
            tally.dropped(Fate.Cause.BLACKHOLE);
        } catch (IOException e) {
            tally.dropped(Fate.Cause.OVERFLOW);
        }
    }

    /** What is held is let go of when it falls due. */
    void close() {
        closed = true;
    }
}
