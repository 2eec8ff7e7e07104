package dev.plimsoll.cli.search;

import dev.plimsoll.cli.scenario.ScenarioLoader;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.scenario.Quantities;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.search.Dimension;
import dev.plimsoll.model.search.KneeSearch.Bounds;
import dev.plimsoll.model.search.SearchPlan;
import dev.plimsoll.model.search.Variation;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the command line says of a search. What it leaves out follows from the scenario, or from the search resumed. */
public final class SearchOptions {
    private static final long HIGHEST = 1_000_000;
    private static final long FURTHEST = 100;
    private static final double USUAL_PRECISION = 0.05;
    private static final int USUAL_CONFIRMATIONS = 2;
    private static final int MOST_CONFIRMATIONS = 100;

    @Option(
            names = "--dimension",
            paramLabel = "WHAT",
            description = "connections, publish-rate (of all publishers together) or arrival-rate;"
                    + " by default arrival-rate if the scenario has arrivals, else connections.")
    String dimension;

    @Option(
            names = "--from",
            paramLabel = "N",
            description =
                    "The first value to try; by default the scenario's own. If it gives way, lower ones are tried.")
    Long from;

    @Option(names = "--to", paramLabel = "N", description = "The highest value to try; 100 times --from by default.")
    Long to;

    @Option(
            names = "--precision",
            paramLabel = "SHARE",
            description = "How far apart what holds and what does not may be at the end; 5%% of what holds by default.")
    String precision;

    @Option(names = "--confirm", paramLabel = "N", description = "How often the knee must hold again; 2 by default.")
    Integer confirm;

    @Option(
            names = "--keep-channels",
            description = "As many channels as the scenario has take all connections, so that channels grow;"
                    + " otherwise channels keep their size and become more.")
    boolean keepChannels;

    /**
     * The plan of a new search.
     *
     * @throws PlimsollException USAGE if it cannot be
     */
    public SearchPlan plan(Scenario scenario, String digest) {
        Dimension what = dimension().orElse(Variation.usual(scenario));
        Variation variation = Variation.of(scenario, what, keepChannels);
        long least = variation.least();
        long first = from == null ? Math.max(variation.own(), least) : from;
        if (first < least) {
            throw wrong("--from " + first + " is less than this scenario can be", "give " + least + " or more");
        }
        long last = to == null ? Math.min(HIGHEST, FURTHEST * first) : to;
        if (last < first || last > HIGHEST) {
            throw wrong("--to " + last + " is not between --from " + first + " and " + HIGHEST, "give one that is");
        }
        Bounds bounds = new Bounds(
                first,
                last,
                least,
                precision().orElse(USUAL_PRECISION),
                confirmations().orElse(USUAL_CONFIRMATIONS));
        ScenarioLoader.problems(variation.at(first)).stream().findFirst().ifPresent(problem -> {
            throw wrong(
                    "with " + first + " " + what.unit() + " the scenario is wrong: " + problem,
                    "or give another --from");
        });
        return new SearchPlan(scenario.name(), digest, what, keepChannels, bounds);
    }

    /**
     * Lets a search go on as it began.
     *
     * @throws PlimsollException USAGE if the scenario is not the same, or an option says another thing than then
     */
    public void refuseOther(SearchPlan begun, String digest) {
        if (!begun.scenarioDigest().equals(digest)) {
            throw wrong("the scenario has changed since the search began", "start the search anew, without --resume");
        }
        Bounds bounds = begun.bounds();
        same("--dimension", dimension(), begun.dimension());
        same("--from", Optional.ofNullable(from), bounds.from());
        same("--to", Optional.ofNullable(to), bounds.to());
        same("--precision", precision(), bounds.precision());
        same("--confirm", confirmations(), bounds.confirmations());
        same("--keep-channels", keepChannels ? Optional.of(true) : Optional.empty(), begun.keepChannels());
    }

    private static <T> void same(String option, Optional<T> given, T begun) {
        if (given.isPresent() && !Objects.equals(given.get(), begun)) {
            throw wrong(
                    option + " was " + (begun instanceof Dimension what ? what.label() : begun)
                            + " when the search began",
                    "leave it out, or start the search anew without --resume");
        }
    }

    private Optional<Dimension> dimension() {
        if (dimension == null) {
            return Optional.empty();
        }
        Optional<Dimension> known = Dimension.byLabel(dimension);
        if (known.isEmpty()) {
            throw wrong("--dimension " + dimension + " is not known", "give connections, publish-rate or arrival-rate");
        }
        return known;
    }

    private Optional<Double> precision() {
        if (precision == null) {
            return Optional.empty();
        }
        Optional<Double> share = Quantities.share(precision).filter(value -> value > 0);
        if (share.isEmpty()) {
            throw wrong("--precision " + precision + " is not a share above 0", "write it as 5% or 0.05");
        }
        return share;
    }

    private Optional<Integer> confirmations() {
        if (confirm != null && (confirm < 0 || confirm > MOST_CONFIRMATIONS)) {
            throw wrong("--confirm " + confirm + " is not from 0 to " + MOST_CONFIRMATIONS, "give one that is");
        }
        return Optional.ofNullable(confirm);
    }

    private static PlimsollException wrong(String what, String hint) {
        return new PlimsollException(ExitCode.USAGE, what, hint);
    }
}
