package dev.plimsoll.agents.stats;

import java.util.Objects;

/** What was counted in an interval between two readings of the same object of getStats. */
public record Change(double intervalMs, Numbers counted) {
    public Change {
        Objects.requireNonNull(counted, "counted");
    }

    /** A second's worth of a member; null if it was not counted. */
    public Double perSecond(Member member) {
        Double count = counted.get(member);
        return count == null ? null : count * 1e3 / intervalMs;
    }

    /** A second's worth of a member that counts bytes, in bits; null if it was not counted. */
    public Double bitsPerSecond(Member bytes) {
        Double rate = perSecond(bytes);
        return rate == null ? null : 8 * rate;
    }
}
