package dev.plimsoll.telemetry.generator;

import java.util.Optional;

/**
 * The machine's CPU time so far, in ticks, from the first line of Linux's {@code /proc/stat} (proc(5)).
 *
 * @param idle idle and waiting for I/O
 * @param steal taken by the hypervisor
 * @param total everything
 */
public record CpuTimes(long idle, long steal, long total) {
    private static final int IDLE = 3;
    private static final int IOWAIT = 4;
    private static final int STEAL = 7;
    /** Guest time, in columns 8 and 9, is part of user time already. */
    private static final int COLUMNS = 8;

    static Optional<CpuTimes> parse(String procStat) {
        String[] words = procStat.lines().findFirst().orElse("").trim().split("\\s+", -1);
        if (words.length <= COLUMNS || !words[0].equals("cpu")) {
            return Optional.empty();
        }
        long[] ticks = new long[COLUMNS];
        long total = 0;
        for (int i = 0; i < COLUMNS; i++) {
            ticks[i] = Long.parseLong(words[i + 1]);
            total += ticks[i];
        }
        return Optional.of(new CpuTimes(ticks[IDLE] + ticks[IOWAIT], ticks[STEAL], total));
    }

    double idlePercentSince(CpuTimes earlier) {
        return percent(idle - earlier.idle, earlier);
    }

    double stealPercentSince(CpuTimes earlier) {
        return percent(steal - earlier.steal, earlier);
    }

    private double percent(long ticks, CpuTimes earlier) {
        long all = total - earlier.total;
        return all <= 0 ? 0 : Math.max(0, 100.0 * ticks / all);
    }
}
