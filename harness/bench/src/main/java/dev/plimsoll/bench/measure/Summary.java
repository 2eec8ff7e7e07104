package dev.plimsoll.bench.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rounds of one case, figure by figure. */
public final class Summary {
    private final String title;
    private final Map<String, List<Double>> values = new LinkedHashMap<>();
    private final Map<String, String> units = new LinkedHashMap<>();

    public Summary(String title) {
        this.title = title;
    }

    public void add(List<Reading> round) {
        for (Reading reading : round) {
            values.computeIfAbsent(reading.name(), name -> new ArrayList<>()).add(reading.value());
            units.put(reading.name(), reading.unit());
        }
    }

    /** A table to paste into a page. */
    public String markdown() {
        StringBuilder table = new StringBuilder();
        table.append("\n**").append(title).append("**\n\n| figure | unit | rounds | median | lowest | highest |\n");
        table.append("| --- | --- | ---: | ---: | ---: | ---: |\n");
        values.forEach((name, all) -> {
            List<Double> sorted = all.stream().sorted().toList();
            table.append(String.format(
                    "| %s | %s | %d | %s | %s | %s |%n",
                    name,
                    units.get(name),
                    sorted.size(),
                    text(median(sorted)),
                    text(sorted.get(0)),
                    text(sorted.get(sorted.size() - 1))));
        });
        return table.toString();
    }

    public static String line(List<Reading> round) {
        StringBuilder line = new StringBuilder();
        for (Reading reading : round) {
            line.append(line.isEmpty() ? "" : ", ")
                    .append(reading.name())
                    .append(' ')
                    .append(text(reading.value()))
                    .append(' ')
                    .append(reading.unit());
        }
        return line.toString();
    }

    private static double median(List<Double> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static String text(double value) {
        boolean whole = value == Math.rint(value) || Math.abs(value) >= 1000;
        return String.format(Locale.ROOT, whole ? "%,.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
    }
}
