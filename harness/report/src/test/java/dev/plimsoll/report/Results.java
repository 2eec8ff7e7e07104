package dev.plimsoll.report;

import dev.plimsoll.model.limit.Exchange;
import dev.plimsoll.model.limit.LimitResult;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.limit.Spread;
import dev.plimsoll.model.result.AgentsResult;
import dev.plimsoll.model.result.ChannelResult;
import dev.plimsoll.model.result.ConnectCounts;
import dev.plimsoll.model.result.Environment;
import dev.plimsoll.model.result.FaultResult;
import dev.plimsoll.model.result.GeneratorResult;
import dev.plimsoll.model.result.ImpairmentResult;
import dev.plimsoll.model.result.Percentiles;
import dev.plimsoll.model.result.RunResult;
import dev.plimsoll.model.result.SandboxCount;
import dev.plimsoll.model.result.Series;
import dev.plimsoll.model.result.SignallingResult;
import dev.plimsoll.model.result.StormResult;
import dev.plimsoll.model.result.TelemetryResult;
import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Results to draw reports from. */
final class Results {
    private static final Percentiles LATENCY = new Percentiles(500, 1.5, 3.2, 9.9, 120.0);

    private static final List<LimitResult> LIMITS = List.of(new LimitResult(
            "limit.pack.connections",
            "pack",
            "Connections",
            "open connections",
            Verdict.FAIL,
            "",
            "100 connections, then close 4010",
            "rejected: 5 x 1008",
            "at once",
            "docs (documented)",
            "concurrent-boundary",
            List.of("7"),
            List.of(new Part("rejected", "the next are refused", Verdict.FAIL, "5 x 4010", "5 x 1008")),
            List.of(new Exchange(12, "connect <probe-1>", "close 1008")),
            new Spread(99, 100, 3)));

    private Results() {}

    /** A run of which everything was measured. */
    static RunResult full(Check... checks) {
        return of(signalling(), agents(), new SandboxCount(600, 20, 600, 900, 8100), checks);
    }

    /** A run that only placed calls at a remote service, and measured nothing of them. */
    static RunResult bare(Check... checks) {
        return of(null, null, null, checks);
    }

    static Check check(Verdict verdict, String text) {
        return new Check("id." + verdict, text, verdict, "expected " + text, "observed " + text, "source " + text);
    }

    private static RunResult of(
            SignallingResult signalling, AgentsResult agents, SandboxCount sandbox, Check... checks) {
        return new RunResult(
                "run-1",
                "quickstart",
                "a description",
                Verdict.overall(Arrays.stream(checks).map(Check::verdict).toList()),
                0,
                "2026-11-21T03:12:22Z",
                41_000,
                List.of("a note"),
                List.of(checks),
                LIMITS,
                signalling,
                agents,
                new TelemetryResult(1200, 1200, 0, 0, 0),
                new GeneratorResult(
                        35.7, null, 85, null, 700L, 0.2, List.of(new GeneratorResult.ProcessUse("agents", 9.9, 157))),
                sandbox,
                new Series(
                        List.of(0L, 300L, 600L),
                        List.of(0L, 25L, 50L),
                        List.of(0L, 225L, 450L),
                        Map.of("udp-1", Arrays.asList(null, 1.5, 2.5))),
                new Environment("0.1.0", "JVM 17", "Linux", 2, "sandbox"));
    }

    private static SignallingResult signalling() {
        ConnectCounts load = new ConnectCounts(500, 500, Map.of(), 0, 0);
        ConnectCounts probes = new ConnectCounts(120, 100, Map.of("4010", 20L), 0, 0);
        return new SignallingResult(
                620,
                620,
                600,
                Map.of("4010", 20L),
                0,
                0,
                Map.of("load", load, "probes", probes),
                Map.of("1006", 1L),
                900,
                900,
                0,
                3,
                8100,
                8100,
                0,
                0,
                0,
                0,
                0,
                12,
                LATENCY,
                LATENCY,
                LATENCY,
                List.of(new StormResult(
                        10, "network", 500, 498, 620.0, 1_100.0, 2_300.0, 2_900.0, 512, 210, Map.of("429", 14L), 0)),
                List.of(new ChannelResult("load/7", 810, 807, 3, 0, 0, 0, 0)));
    }

    private static AgentsResult agents() {
        AgentsResult.ByTransport one = new AgentsResult.ByTransport(1, 1, 1, 300.0, 1.7);
        AgentsResult.ByTransport none = new AgentsResult.ByTransport(0, 0, 0, null, null);
        return new AgentsResult(
                1,
                1,
                1,
                0,
                Map.of("udp", one, "tcp", none, "tls", none),
                List.of(new AgentsResult.PairResult(
                        "udp-1",
                        "udp",
                        "connected",
                        true,
                        true,
                        "relay/udp - relay/udp",
                        300.0,
                        LATENCY,
                        160,
                        160,
                        3200,
                        32,
                        Map.of())),
                List.of(fault()),
                List.of(new ImpairmentResult("far", List.of("udp", "tls"), 1, 1.5)));
    }

    private static FaultResult fault() {
        return new FaultResult(
                "relay-away",
                "turn-stop",
                12,
                5.25,
                45,
                1,
                0,
                1,
                0,
                0,
                0,
                0,
                new Percentiles(1, 18_120.0, 18_120.0, 18_120.0, 18_120.0),
                17_940.0,
                3,
                1,
                Verdict.PASS,
                "",
                List.of(new FaultResult.CallFate(
                        "udp-1",
                        "recovered",
                        "",
                        12.18,
                        30.12,
                        18_120.0,
                        17_940,
                        3,
                        List.of("relay/udp - relay/udp", "relay/tcp - relay/udp"))));
    }
}
