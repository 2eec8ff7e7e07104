package dev.plimsoll.cli.run;

import dev.plimsoll.model.plan.RunPlan;
import dev.plimsoll.model.result.ConnectCounts;
import dev.plimsoll.model.result.SignallingResult;
import dev.plimsoll.model.result.StormResult;
import dev.plimsoll.telemetry.ledger.DeliveryTotals;
import dev.plimsoll.telemetry.signalling.SecondTicker;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import dev.plimsoll.telemetry.signalling.Source;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Draws the signalling numbers of a run out of its meter. */
final class Numbers {
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
        DeliveryTotals deliveries = meter.ledger().settle();
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
                deliveries.reordered(),
                deliveries.misrouted(),
                deliveries.atBoundary(),
                latencies.connect(),
                latencies.ack(),
                latencies.delivery(),
                storms);
    }
}
