package dev.plimsoll.model.search;

import dev.plimsoll.model.result.ConnectCounts;
import dev.plimsoll.model.result.GeneratorResult;
import dev.plimsoll.model.result.Percentiles;
import dev.plimsoll.model.result.RunResult;
import dev.plimsoll.model.result.Series;
import dev.plimsoll.model.result.SignallingResult;
import dev.plimsoll.model.result.TelemetryResult;
import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.ExpectationParser;
import dev.plimsoll.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Results of runs, made of a few numbers. */
final class Runs {
    private long rejected;
    private long timedOut;
    private long lost;
    private long published = 40;
    private Double deliveryMsP99 = 20.0;
    private final List<Check> checks = new ArrayList<>();

    Runs rejected(long count) {
        rejected = count;
        return this;
    }

    Runs timedOut(long count) {
        timedOut = count;
        return this;
    }

    Runs lost(long count) {
        lost = count;
        return this;
    }

    /** @param millis null if nothing was delivered */
    Runs deliveryMsP99(Double millis) {
        deliveryMsP99 = millis;
        return this;
    }

    Runs silent() {
        published = 0;
        return deliveryMsP99(null);
    }

    Runs check(String id, Verdict verdict, String expected, String observed) {
        checks.add(new Check(id, id, verdict, expected, observed, "test"));
        return this;
    }

    /** A run of 100 connects, judged as a run judges itself. */
    RunResult judged(String... expectations) {
        RunResult unjudged = result(List.of());
        List<Check> all = new ArrayList<>();
        Arrays.stream(expectations)
                .map(text -> ((ExpectationParser.Parsed.Valid) ExpectationParser.parse(text)).expectation())
                .forEach(expectation -> all.add(expectation.judge(unjudged)));
        all.addAll(checks);
        return result(all);
    }

    private RunResult result(List<Check> verdicts) {
        return new RunResult(
                "run-1",
                "s",
                "",
                Verdict.overall(verdicts.stream().map(Check::verdict).toList()),
                0,
                "2026-11-21T03:12:22Z",
                9_000,
                List.of(),
                verdicts,
                List.of(),
                signalling(),
                null,
                new TelemetryResult(10, 10, 0, 0, 0),
                new GeneratorResult(3.0, null, 5, 1.0, 50L, null, List.of()),
                null,
                new Series(List.of(), List.of(), List.of(), Map.of()),
                null);
    }

    private SignallingResult signalling() {
        long accepted = 100 - rejected - timedOut;
        Map<String, Long> codes = rejected == 0 ? Map.of() : Map.of("4010", rejected);
        Percentiles deliveries =
                deliveryMsP99 == null ? Percentiles.NONE : new Percentiles(400, 1.0, 2.0, deliveryMsP99, deliveryMsP99);
        Percentiles connects = new Percentiles(100, 1.0, 2.0, 30.0, 40.0);
        return new SignallingResult(
                100,
                100,
                accepted,
                codes,
                timedOut,
                0,
                Map.of("load", new ConnectCounts(100, accepted, codes, timedOut, 0)),
                Map.of(),
                published,
                published,
                0,
                0,
                10 * published,
                10 * published - lost,
                0,
                lost,
                0,
                0,
                0,
                0,
                connects,
                published == 0 ? Percentiles.NONE : connects,
                deliveries,
                List.of(),
                List.of());
    }
}
