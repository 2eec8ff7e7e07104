package dev.plimsoll.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the values of a plot stand, from 0 to the right.
 *
 * @param places in ascending order, one for each value of a line
 * @param unit of the places
 * @param tickUnit written behind each number below the axis
 * @param marks one for each place, or none at all
 */
record PlotAxis(List<Double> places, String unit, String tickUnit, List<Mark> marks) {
    PlotAxis {
        places = List.copyOf(places);
        marks = List.copyOf(marks);
    }

    /** A sign above a place, so that colour is not all that tells places apart. */
    record Mark(String sign, String style) {}

    static PlotAxis seconds(int count) {
        return new PlotAxis(IntStream.range(0, count).asDoubleStream().boxed().toList(), "s", " s", List.of());
    }

    double end() {
        return Math.max(
                1, places.stream().mapToDouble(Double::doubleValue).max().orElse(0));
    }
}
