package dev.plimsoll.live.board;

import java.util.Arrays;

/** One line of a chart: a value a second over the last hour. For the page's thread. */
final class Line {
    private final String name;
    private final Merge merge;
    private final double[] values;
    private final int[] counts;

    Line(String name, Merge merge, int seconds) {
        this.name = name;
        this.merge = merge;
        this.values = new double[seconds];
        this.counts = new int[seconds];
    }

    String name() {
        return name;
    }

    void add(int slot, double value) {
        values[slot] = counts[slot] == 0 ? value : together(values[slot], value);
        counts[slot]++;
    }

    private double together(double before, double value) {
        return merge == Merge.MAX ? Math.max(before, value) : before + value;
    }

    void clear(int slot) {
        counts[slot] = 0;
    }

    void clear() {
        Arrays.fill(counts, 0);
    }

    /**
     * The value of a second; NaN if it has none.
     *
     * @param alive whether anything at all was measured in that second
     */
    double value(int slot, boolean alive) {
        if (counts[slot] == 0) {
            return merge == Merge.SUM && alive ? 0 : Double.NaN;
        }
        return merge == Merge.MEAN ? values[slot] / counts[slot] : values[slot];
    }
}
