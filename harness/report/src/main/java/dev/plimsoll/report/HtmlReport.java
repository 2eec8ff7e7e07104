package dev.plimsoll.report;

import dev.plimsoll.model.limit.LimitResult;
import dev.plimsoll.model.result.ConnectCounts;
import dev.plimsoll.model.result.FaultResult;
import dev.plimsoll.model.result.Percentiles;
import dev.plimsoll.model.result.RunResult;
import dev.plimsoll.model.result.Series;
import dev.plimsoll.model.result.SignallingResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The report as one HTML file that needs nothing else: no script, no font, no network. */
final class HtmlReport {
    private static final String TEMPLATE = "report.html";
    private static final Map<String, String> MEANINGS = Map.of(
            "401", "HTTP: credential or origin refused",
            "429", "HTTP: too many connects from this address",
            "4001", "invalid token",
            "4002", "token expired",
            "4003", "channel not authorised",
            "4010", "over the concurrent-connection limit",
            "4011", "over the message rate",
            "4012", "account suspended",
            "4020", "disconnected by an administrator");

    private HtmlReport() {}

    static String write(RunResult result) {
        return Pages.draw(TEMPLATE, model(result));
    }

    private static Map<String, Object> model(RunResult result) {
        Map<String, Object> model = new HashMap<>();
        model.put("r", result);
        model.put("checks", Texts.besideLimits(result));
        model.put("limits", result.limits().stream().map(HtmlReport::limit).toList());
        model.put("seconds", result.durationMs() / 1000);
        List<FaultResult> faults = FaultRows.of(result);
        List<SvgPlot.Span> spans = TimeSpans.of(result);
        model.put(
                "plots",
                plots(result.series()).stream().map(plot -> plot.with(spans)).toList());
        model.put("spans", spans);
        model.put("faultColumns", FaultRows.COLUMNS);
        model.put("faults", faults.stream().map(FaultRows::cells).toList());
        model.put("faultCallColumns", FaultRows.CALL_COLUMNS);
        model.put("faultCalls", FaultRows.calls(faults));
        model.put("connects", List.of());
        model.put("rejections", List.of());
        model.put("latencies", List.of());
        model.put("deliveries", "");
        if (result.signalling() != null) {
            signalling(model, result.signalling());
        }
        model.put("pairs", result.agents() == null ? List.of() : pairs(result));
        model.put("callsNote", result.agents() == null ? "" : CallRows.note(result.agents()));
        model.put("health", health(result));
        return model;
    }

    private static Map<String, Object> limit(LimitResult limit) {
        return Map.of(
                "of",
                limit,
                "lines",
                limit.evidence().stream().map(Texts::exchange).toList(),
                "spread",
                limit.spread() == null ? "" : limit.spread().text());
    }

    private static void signalling(Map<String, Object> model, SignallingResult s) {
        Map<String, String> connects = new LinkedHashMap<>();
        connects.put("in all", Texts.connects(s));
        for (Map.Entry<String, ConnectCounts> source : s.sources().entrySet()) {
            connects.put(source.getKey(), Texts.connects(source.getValue()));
        }
        model.put("connects", connects.entrySet());
        model.put(
                "rejections",
                s.rejected().entrySet().stream()
                        .map(entry -> List.of(
                                entry.getKey(),
                                MEANINGS.getOrDefault(entry.getKey(), ""),
                                Texts.count(entry.getValue())))
                        .toList());
        model.put("deliveries", Texts.deliveries(s));
        model.put(
                "latencies",
                List.of(
                        latency("connect (load, intended time to welcome)", s.connectMs()),
                        latency("publish to ack", s.ackMs()),
                        latency("publish to delivery", s.deliveryMs())));
    }

    private static List<String> latency(String name, Percentiles p) {
        return List.of(
                name,
                Texts.count(p.count()),
                Texts.millis(p.p50()),
                Texts.millis(p.p95()),
                Texts.millis(p.p99()),
                Texts.millis(p.max()));
    }

    private static List<List<String>> pairs(RunResult result) {
        return CallRows.of(result.agents()).stream()
                .map(pair -> List.of(
                        pair.id(),
                        pair.outcome(),
                        pair.selected(),
                        Texts.millis(pair.setupMs()),
                        Texts.millis(pair.rttMs().p50()),
                        Texts.millis(pair.rttMs().p99()),
                        Texts.count(pair.messagesEchoed()) + " of " + Texts.count(pair.messagesSent()),
                        Texts.count(pair.audioPackets())))
                .toList();
    }

    private static List<List<String>> health(RunResult result) {
        var generator = result.generator();
        List<List<String>> rows = new ArrayList<>(List.of(
                List.of("Machine idle in its busiest second", Texts.percent(generator.cpuIdleMin())),
                List.of("Time stolen in the worst second", Texts.percent(generator.cpuStealMax())),
                List.of("Longest collection pause", Texts.millis(generator.gcPauseMaxMs())),
                List.of("Schedule lag, 99th percentile", Texts.millis(generator.scheduleLagP99Ms())),
                List.of("Media that agents were too slow to send", Texts.finePercent(generator.mediaLostPercent()))));
        generator
                .processes()
                .forEach(process -> rows.add(List.of(
                        "Process " + process.name(),
                        process.cpuSeconds() + " s CPU, " + process.residentMaxMb() + " MB resident at most")));
        return rows;
    }

    private static List<SvgPlot> plots(Series series) {
        List<SvgPlot> plots = new ArrayList<>();
        plots.add(new SvgPlot(
                "Open connections",
                "connections",
                List.of(new SvgPlot.Line("open", doubles(series.openConnections())))));
        plots.add(new SvgPlot(
                "Publishes and deliveries",
                "per second",
                List.of(
                        new SvgPlot.Line("deliveries", doubles(series.delivered())),
                        new SvgPlot.Line("publishes", doubles(series.published())))));
        if (!series.rttMs().isEmpty()) {
            plots.add(new SvgPlot(
                    "Round trip over the data channel",
                    "ms",
                    series.rttMs().entrySet().stream()
                            .limit(SvgPlot.MOST_LINES)
                            .map(entry -> new SvgPlot.Line(entry.getKey(), entry.getValue()))
                            .toList()));
        }
        return plots;
    }

    private static List<Double> doubles(List<Long> values) {
        return Stream.iterate(0, i -> i < values.size(), i -> i + 1)
                .map(i -> values.get(i).doubleValue())
                .toList();
    }
}
