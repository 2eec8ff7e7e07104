package dev.plimsoll.telemetry.signalling;

import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.result.ConnectCounts;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * Every attempt to connect, by who made it and what it came to, and how many connections are open now. Safe for use by
 * several threads, without locks.
 */
public final class ConnectionCensus {
    private final Map<Source, Entry> entries = new EnumMap<>(Source.class);
    private final AtomicLong open = new AtomicLong();
    private final LongAccumulator peak = new LongAccumulator(Math::max, 0);

    public ConnectionCensus() {
        for (Source source : Source.values()) {
            entries.put(source, new Entry());
        }
    }

    public void decided(Source source, ConnectOutcome outcome) {
        Entry entry = entries.get(source);
        if (outcome instanceof ConnectOutcome.Accepted) {
            entry.opened.increment();
            peak.accumulate(open.incrementAndGet());
        } else if (outcome instanceof ConnectOutcome.TimedOut) {
            entry.timedOut.increment();
        } else if (outcome instanceof ConnectOutcome.Broken) {
            entry.broken.increment();
        } else {
            entry.rejected
                    .computeIfAbsent(outcome.code(), code -> new LongAdder())
                    .increment();
        }
    }

    /** An accepted connection ended. */
    public void closed(Source source) {
        entries.get(source).closed.increment();
        open.decrementAndGet();
    }

    /** An accepted connection was ended by the service or the network before its time; {@link #closed} is apart. */
    public void dropped(Source source, String code) {
        entries.get(source).dropped.computeIfAbsent(code, c -> new LongAdder()).increment();
    }

    /** Dropped connections by close code, over all sources. */
    public Map<String, Long> dropped() {
        Map<String, Long> dropped = new TreeMap<>();
        entries.values()
                .forEach(entry -> entry.dropped.forEach((code, count) -> dropped.merge(code, count.sum(), Long::sum)));
        return dropped;
    }

    public long open(Source source) {
        Entry entry = entries.get(source);
        return entry.opened.sum() - entry.closed.sum();
    }

    public long open() {
        return open.get();
    }

    /** The most connections that were open at once since the last call. For one thread. */
    public long takePeak() {
        long highest = Math.max(peak.getThenReset(), open());
        peak.accumulate(open());
        return highest;
    }

    public ConnectCounts counts(Source source) {
        Entry entry = entries.get(source);
        Map<String, Long> rejected = new TreeMap<>();
        entry.rejected.forEach((code, count) -> rejected.put(code, count.sum()));
        long refusals = rejected.values().stream().mapToLong(Long::longValue).sum();
        long accepted = entry.opened.sum();
        long timedOut = entry.timedOut.sum();
        long broken = entry.broken.sum();
        return new ConnectCounts(accepted + refusals + timedOut + broken, accepted, rejected, timedOut, broken);
    }

    private static final class Entry {
        private final LongAdder opened = new LongAdder();
        private final LongAdder closed = new LongAdder();
        private final LongAdder timedOut = new LongAdder();
        private final LongAdder broken = new LongAdder();
        private final Map<String, LongAdder> rejected = new ConcurrentHashMap<>();
        private final Map<String, LongAdder> dropped = new ConcurrentHashMap<>();
    }
}
