package dev.plimsoll.impair;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread of a proxy: it reads what comes, and releases what is due. */
final class Reactor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reactor.class);
    private static final long MILLI = 1_000_000L;
    /** A selector waits in whole milliseconds; the rest is waited for in naps. */
    private static final long NAP = 100_000L;

    private static final long TICK = 10 * MILLI;

    private final Selector selector;
    private final DelayLine line = new DelayLine();
    private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
    private final LongSupplier clock;
    private final Thread thread;
    private LongConsumer tick = now -> {};
    private volatile boolean ending;

    /** Serves a channel; an exception of its own is its own business. */
    interface Ready {
        void ready(SelectionKey key);
    }

    Reactor(String name, LongSupplier clock) throws IOException {
        this.selector = Selector.open();
        this.clock = clock;
        this.thread = new Thread(this::loop, name);
        thread.setDaemon(true);
    }

    /** @param everyTick called every 10 ms or sooner with the time, on the thread */
    void start(LongConsumer everyTick) {
        tick = everyTick;
        thread.start();
    }

    /** Before the start, or on the thread. */
    SelectionKey register(SelectableChannel channel, int operations, Ready ready) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, operations, ready);
    }

    DelayLine line() {
        return line;
    }

    long now() {
        return clock.getAsLong();
    }

    /** From any thread: has the reactor do something soon. */
    void execute(Runnable order) {
        orders.add(order);
        selector.wakeup();
    }

    private void loop() {
        try {
            while (!ending) {
                await();
                turn();
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("the impairment proxy ended", e);
        }
    }

    private void turn() {
        for (Runnable order = orders.poll(); order != null; order = orders.poll()) {
            order.run();
        }
        selector.selectedKeys().forEach(Reactor::serve);
        selector.selectedKeys().clear();
        long now = now();
        tick.accept(now);
        line.releaseDue(now);
    }

    private static void serve(SelectionKey key) {
        try {
            if (key.isValid()) {
                ((Ready) key.attachment()).ready(key);
            }
        } catch (RuntimeException e) {
            // One flow's trouble must not end all others.
            LOG.error("a channel of the impairment proxy is given up", e);
            key.cancel();
        }
    }

    private void await() throws IOException {
        long now = now();
        long wait = Math.min(TICK, line.nextDue().orElse(now + TICK) - now);
        if (wait >= MILLI) {
            selector.select(wait / MILLI);
        } else if (selector.selectNow() == 0 && wait > 0) {
            LockSupport.parkNanos(Math.min(wait, NAP));
        }
    }

    /** Ends the thread and waits for its end; the channels are closed by whoever opened them, afterwards. */
    @Override
    public void close() {
        ending = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debug("the selector did not close", e);
        }
    }
}
