package dev.plimsoll.cli.run;

import dev.plimsoll.model.plan.RunPlan;
import dev.plimsoll.model.result.ChannelResult;
import dev.plimsoll.model.result.ConnectCounts;
import dev.plimsoll.model.result.SignallingResult;
import dev.plimsoll.model.result.StormResult;
import dev.plimsoll.telemetry.ledger.DeliveryTotals;
import dev.plimsoll.telemetry.signalling.SecondTicker;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import dev.plimsoll.telemetry.signalling.Source;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Draws the signalling numbers of a run out of its meter. */
final class Numbers {
    private static final int CHANNELS_SHOWN = 20;

    private Numbers() {}

    static SignallingResult signalling(
            RunPlan plan, SignallingMeter meter, SecondTicker.Latencies latencies, List<StormResult> storms) {
        Map<String, ConnectCounts> sources = new TreeMap<>();
        ConnectCounts all = ConnectCounts.NONE;
        for (Source source : Source.values()) {
            ConnectCounts counts = meter.census().counts(source);
            sources.put(source.label(), counts);
            all = all.plus(counts);
        }
        SignallingMeter.Counters counters = meter.counters();
        DeliveryTotals deliveries = meter.ledger().totals();
        return new SignallingResult(
                plan.attempts(),
                all.attempted(),
                all.accepted(),
                all.rejected(),
                all.timedOut(),
                all.broken(),
                sources,
                meter.census().dropped(),
                counters.sent(),
                counters.acked(),
                counters.refused(),
                meter.skipped(),
                deliveries.expected(),
                deliveries.delivered(),
                deliveries.duplicates(),
                deliveries.lost(),
                deliveries.late(),
                deliveries.reordered(),
                deliveries.misrouted(),
                deliveries.atBoundary(),
                latencies.connect(),
                latencies.ack(),
                latencies.delivery(),
                storms,
                worst(meter.ledger().troubled()));
    }

    private static List<ChannelResult> worst(Map<String, DeliveryTotals> troubled) {
        return troubled.entrySet().stream()
                .map(entry -> channel(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(ChannelResult::lost)
                        .thenComparing(ChannelResult::duplicates)
                        .thenComparing(ChannelResult::late)
                        .reversed())
                .limit(CHANNELS_SHOWN)
                .toList();
    }

    private static ChannelResult channel(String name, DeliveryTotals totals) {
        return new ChannelResult(
                name,
                totals.expected(),
                totals.delivered(),
                totals.lost(),
                totals.late(),
                totals.duplicates(),
                totals.reordered(),
                totals.misrouted());
    }
}
