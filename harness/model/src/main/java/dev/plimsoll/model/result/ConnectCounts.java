package dev.plimsoll.model.result;

import java.util.Map;
import java.util.TreeMap;

/** Attempts to connect by outcome: {@code attempted = accepted + rejected + timedOut + broken}. */
public record ConnectCounts(long attempted, long accepted, Map<String, Long> rejected, long timedOut, long broken) {
    public static final ConnectCounts NONE = new ConnectCounts(0, 0, Map.of(), 0, 0);

    public ConnectCounts {
        rejected = new TreeMap<>(rejected);
    }

    public long rejectedTotal() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    public boolean addsUp() {
        return attempted == accepted + rejectedTotal() + timedOut + broken;
    }

    public ConnectCounts plus(ConnectCounts other) {
        Map<String, Long> codes = new TreeMap<>(rejected);
        other.rejected.forEach((code, count) -> codes.merge(code, count, Long::sum));
        return new ConnectCounts(
                attempted + other.attempted,
                accepted + other.accepted,
                codes,
                timedOut + other.timedOut,
                broken + other.broken);
    }
}
