package dev.plimsoll.bench.telemetry;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/** One thread that hands over samples at a steady rate: how long each took it, and how late it was for its turns. */
final class Producer implements Runnable {
    private static final long TURN_NANOS = 5_000_000;
    private static final int PAIRS = 50;

    private final Consumer<Sample> sink;
    private final double perNano;
    private final String[] pairs = new String[PAIRS];
    private final SingleWriterRecorder took = new SingleWriterRecorder(1, Slice.HIGHEST, Slice.DIGITS);
    private final SingleWriterRecorder lag = new SingleWriterRecorder(1, Slice.HIGHEST, Slice.DIGITS);
    private Histogram spareTook;
    private Histogram spareLag;
    private volatile long sent;
    private volatile boolean over;

    Producer(int number, Consumer<Sample> sink, double perSecond) {
        this.sink = sink;
        this.perNano = perSecond / 1e9;
        for (int i = 0; i < PAIRS; i++) {
            pairs[i] = "pair-" + (number * PAIRS + i);
        }
    }

    /** A turn each five milliseconds; what is late is caught up with, and each turn's lateness counts. */
    @Override
    public void run() {
        long start = System.nanoTime();
        long epoch = System.currentTimeMillis() * 1_000_000;
        for (long turn = 1; !over; turn++) {
            long elapsed = turn * TURN_NANOS;
            awaitTurn(start + elapsed);
            lag.recordValue(Slice.inRange(System.nanoTime() - start - elapsed));
            handOver((long) (elapsed * perNano), epoch);
        }
    }

    private static void awaitTurn(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void handOver(long due, long epoch) {
        long count = sent;
        for (; count < due; count++) {
            Sample sample = new Sample(pairs[(int) (count % PAIRS)], count, epoch + (long) (count / perNano));
            long before = System.nanoTime();
            sink.accept(sample);
            took.recordValue(Slice.inRange(System.nanoTime() - before));
        }
        sent = count;
    }

    /** Adds what was seen since the last call. For one other thread. */
    void drainTo(Slice slice) {
        spareTook = took.getIntervalHistogram(spareTook);
        spareLag = lag.getIntervalHistogram(spareLag);
        slice.took().add(spareTook);
        slice.lag().add(spareLag);
    }

    /** How many samples were handed over, turn by turn. */
    long sent() {
        return sent;
    }

    void end() {
        over = true;
    }
}
