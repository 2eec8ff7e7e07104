package dev.plimsoll.model.scenario;

import java.util.Arrays;
import java.util.Locale;

/** Of which ends of a call getStats is read each second. */
public enum StatsOf {
    BOTH,
    /** The caller, or the end that is ours: half the cost, and what the other end receives is not told. */
    ONE;

    /** As scenarios write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for anything else */
    public static StatsOf of(String label) {
        return Arrays.stream(values())
                .filter(one -> one.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("neither both nor one: " + label));
    }
}
