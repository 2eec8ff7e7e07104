package dev.plimsoll.bench.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The threads that hand over samples, together at a rate; they work from the start until {@link #end}. */
final class Producers {
    static final int THREADS = 8;

    private final List<Producer> producers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private Producers(Consumer<Sample> sink, double perSecond) {
        for (int i = 0; i < THREADS; i++) {
            producers.add(new Producer(i, sink, perSecond / THREADS));
            threads.add(new Thread(producers.get(i), "producer-" + i));
        }
    }

    static Producers start(Consumer<Sample> sink, double perSecond) {
        Producers all = new Producers(sink, perSecond);
        all.threads.forEach(Thread::start);
        return all;
    }

    /** What was seen since the last call. */
    Slice slice() {
        Slice slice = Slice.empty();
        producers.forEach(producer -> producer.drainTo(slice));
        return slice;
    }

    long sent() {
        return producers.stream().mapToLong(Producer::sent).sum();
    }

    /** What the sum of the field {@code packets_sent} is over all samples so far; exact below 2^53. */
    double packetsSent() {
        return producers.stream()
                .mapToDouble(producer -> Sample.packetsSentUpTo(producer.sent()))
                .sum();
    }

    void end() throws InterruptedException {
        producers.forEach(Producer::end);
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
