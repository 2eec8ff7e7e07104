package dev.plimsoll.simulations;

import dev.plimsoll.model.result.ConnectCounts;
import dev.plimsoll.model.result.StormResult;
import dev.plimsoll.simulations.storm.StormTrack;
import dev.plimsoll.telemetry.ledger.DeliveryTotals;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import dev.plimsoll.telemetry.signalling.Source;
import java.util.Locale;

/** The numbers of a simulation in a few lines for a terminal. */
final class Summary {
    private Summary() {}

    static String of(LoadContext load) {
        SignallingMeter meter = load.meter();
        ConnectCounts connects = meter.census().counts(Source.LOAD);
        DeliveryTotals deliveries = meter.ledger().totals();
        SignallingMeter.Counters counters = meter.counters();
        StringBuilder text = new StringBuilder();
        line(
                text,
                "connects    %,d attempted = %,d accepted + %s rejected + %,d timed out + %,d broken",
                connects.attempted(),
                connects.accepted(),
                connects.rejected(),
                connects.timedOut(),
                connects.broken());
        line(text, "lost        %s by close code", meter.census().dropped());
        line(
                text,
                "publishes   %,d sent, %,d acknowledged, %,d refused, %,d unsent",
                counters.sent(),
                counters.acked(),
                counters.refused(),
                meter.skipped());
        line(
                text,
                "deliveries  %,d expected = %,d delivered + %,d lost; %,d late, %,d duplicates, %,d reordered, %,d misrouted; %,d around joining or leaving",
                deliveries.expected(),
                deliveries.delivered(),
                deliveries.lost(),
                deliveries.late(),
                deliveries.duplicates(),
                deliveries.reordered(),
                deliveries.misrouted(),
                deliveries.atBoundary());
        load.storms().stream().map(StormTrack::result).forEach(storm -> storm(text, storm));
        return text.toString();
    }

    private static void storm(StringBuilder text, StormResult storm) {
        line(
                text,
                "storm       at %.0f s by %s: %,d lost, %,d back (50/90/99 %% after %s/%s/%s ms), %,d attempts, at most %,d/s,"
                        + " rejected %s, %,d too soon",
                storm.atSeconds(),
                storm.cause(),
                storm.taken(),
                storm.back(),
                storm.backMsP50(),
                storm.backMsP90(),
                storm.backMsP99(),
                storm.attempts(),
                storm.peakAttemptsPerSecond(),
                storm.rejected(),
                storm.dutyBreaches());
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append("  ").append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
