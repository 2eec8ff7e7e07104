package dev.plimsoll.dashboards;

import dev.plimsoll.telemetry.point.Measurement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What can be said of a query without a server: whether it stays in the subset of InfluxQL that InfluxDB 1.8, 2 and 3 share,
 * and whether the names in it are those of the catalogue. It reads queries as the boards write them: every name in double
 * quotes, every text in single quotes. Pure.
 */
final class InfluxQl {
    private static final Pattern NAME = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern FROM = Pattern.compile("\\bFROM\\s+\"([^\"]*)\"(\\.?)");
    private static final Pattern ALIAS = Pattern.compile("\\bAS\\s+\"([^\"]*)\"");
    private static final Pattern FUNCTION = Pattern.compile("\\b([a-z_]+)\\s*\\(\\s*(?:\"([^\"]*)\")?");
    private static final Pattern COMPARED = Pattern.compile("\"([^\"]*)\"\\s*(?:=~|!~|!=|=)");
    private static final Pattern GROUPED =
            Pattern.compile("\\bGROUP BY\\s+([^)]*?(?:\\([^)]*\\)[^)]*?)*)(?:\\bfill\\b|\\)|$)");
    private static final Pattern KEY = Pattern.compile("\\bKEY\\s*=\\s*\"([^\"]*)\"");

    /** What InfluxDB 3 Core's planner knows as well. */
    private static final Set<String> FUNCTIONS = Set.of(
            "mean",
            "min",
            "max",
            "sum",
            "count",
            "median",
            "percentile",
            "stddev",
            "spread",
            "first",
            "last",
            "top",
            "bottom",
            "derivative",
            "non_negative_derivative",
            "difference",
            "moving_average",
            "cumulative_sum",
            "integral",
            "time",
            "fill");

    private static final Pattern NOT_PORTABLE =
            Pattern.compile("\\b(SLIMIT|SOFFSET|INTO|CARDINALITY|EXPLAIN|TZ)\\b|\\bON\\s+\"", Pattern.CASE_INSENSITIVE);

    private final String query;
    private final Set<String> problems = new TreeSet<>();

    private InfluxQl(String query) {
        this.query = query;
    }

    /** What is wrong with a query; empty if nothing is. */
    static List<String> problems(String query) {
        InfluxQl checked = new InfluxQl(query);
        checked.portable();
        checked.names();
        return new ArrayList<>(checked.problems);
    }

    private void portable() {
        Matcher unportable = NOT_PORTABLE.matcher(query);
        if (unportable.find()) {
            problems.add(unportable.group() + " is not portable");
        }
        FUNCTION.matcher(query.replaceAll("\\b(FROM|AND|OR|WHERE)\\s*\\(", "("))
                .results()
                .map(found -> found.group(1))
                .filter(name -> !FUNCTIONS.contains(name))
                .forEach(name -> problems.add(name + "() is not portable"));
        FROM.matcher(query)
                .results()
                .filter(found -> !found.group(2).isEmpty())
                .forEach(found -> problems.add("a database or retention policy in FROM is not portable"));
    }

    private void names() {
        Optional<Measurement> found = measurement();
        if (found.isEmpty()) {
            return;
        }
        Measurement measurement = found.get();
        Set<String> aliases = all(ALIAS);
        Set<String> tags = new TreeSet<>(measurement.tags());
        tags.addAll(Measurement.RUN_TAGS);
        FUNCTION.matcher(query)
                .results()
                .map(call -> call.group(2))
                .filter(name -> name != null && !aliases.contains(name))
                .filter(name -> measurement.field(name).isEmpty())
                .forEach(name -> problems.add(measurement.wire() + " has no field " + name));
        Set<String> usedAsTags = all(COMPARED);
        usedAsTags.addAll(all(KEY));
        GROUPED.matcher(query)
                .results()
                .forEach(
                        group -> NAME.matcher(group.group(1)).results().forEach(name -> usedAsTags.add(name.group(1))));
        usedAsTags.remove("");
        usedAsTags.stream()
                .filter(name -> !tags.contains(name))
                .forEach(name -> problems.add(measurement.wire() + " has no tag " + name));
        all(NAME).stream()
                .filter(name -> !aliases.contains(name) && !tags.contains(name))
                .filter(name -> !name.equals(measurement.wire())
                        && measurement.field(name).isEmpty())
                .forEach(name -> problems.add(measurement.wire() + " has neither tag nor field " + name));
    }

    private Optional<Measurement> measurement() {
        Set<String> names = all(FROM);
        if (names.size() != 1) {
            problems.add("reads " + (names.isEmpty() ? "no measurement" : "several measurements: " + names));
            return Optional.empty();
        }
        String name = names.iterator().next();
        Optional<Measurement> known = Arrays.stream(Measurement.values())
                .filter(measurement -> measurement.wire().equals(name))
                .findFirst();
        if (known.isEmpty()) {
            problems.add("there is no measurement " + name.toLowerCase(Locale.ROOT));
        }
        return known;
    }

    private Set<String> all(Pattern pattern) {
        return pattern.matcher(query)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
