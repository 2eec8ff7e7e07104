package dev.plimsoll.dashboards;

import dev.plimsoll.telemetry.point.Measurement;
import java.util.List;
import java.util.stream.Collectors;

/** The parts of queries that every board shares. */
final class Queries {
    private Queries() {}

    /** An event that charts show as a line across them. */
    record Event(String name, String colour, String query, String text, String tags) {}

    /** The time range and what was chosen of each variable in the place of {@code $where}. */
    static String complete(String query) {
        return query.replace("$where", "$timeFilter AND " + chosen(Measurement.RUN_TAGS));
    }

    /**
     * The values to choose from; every run writes this measurement.
     *
     * @param chosenBefore tags whose choice narrows this one's
     */
    static String valuesOf(String tag, List<String> chosenBefore) {
        String all = "SHOW TAG VALUES FROM \"" + Measurement.MACHINE.wire() + "\" WITH KEY = \"" + tag + "\"";
        return chosenBefore.isEmpty() ? all : all + " WHERE " + chosen(chosenBefore);
    }

    private static String chosen(List<String> tags) {
        return tags.stream()
                .map(tag -> "\"" + tag + "\" =~ /^${" + tag + ":regex}$/")
                .collect(Collectors.joining(" AND "));
    }

    /** A watch begins its stages anew each minute, and nobody wants to see that. */
    static List<Event> events() {
        String marks = "SELECT \"on\", \"what\", \"phase\" FROM \"run_mark\" WHERE $where AND \"kind\" = ";
        String ofRuns = " AND \"run\" != ''";
        return List.of(
                new Event("Stages", "blue", marks + "'stage'" + ofRuns, "what", "phase"),
                new Event("Faults", "orange", marks + "'fault'", "what", "phase"),
                new Event("Impairments", "yellow", marks + "'impairment'", "what", "phase"),
                new Event("Verdicts", "purple", marks + "'verdict'" + ofRuns, "what", "phase"),
                new Event(
                        "Broken checks",
                        "red",
                        "SELECT \"pass\", \"check\", \"verdict\" FROM \"limit_verdict\" WHERE $where AND \"verdict\" != 'PASS'",
                        "check",
                        "verdict"));
    }
}
