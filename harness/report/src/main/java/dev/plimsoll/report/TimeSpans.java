package dev.plimsoll.report;

import dev.plimsoll.model.result.FaultResult;
import dev.plimsoll.model.result.ImpairmentResult;
import dev.plimsoll.model.result.RunResult;
import dev.plimsoll.model.scenario.TurnTransport;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What was done to calls and to their paths, on the axis of a plot over the run's seconds. */
final class TimeSpans {
    private static final String FAULT = "f";
    private static final String IMPAIRMENT = "i";

    private TimeSpans() {}

    /** Faults come last, for they are drawn over the others. */
    static List<SvgPlot.Span> of(RunResult result) {
        if (result.agents() == null) {
            return List.of();
        }
        return Stream.concat(
                        result.agents().impairments().stream().map(TimeSpans::span),
                        result.agents().faults().stream().map(TimeSpans::span))
                .toList();
    }

    private static SvgPlot.Span span(ImpairmentResult impairment) {
        return span(
                TurnTransport.named("impairment " + impairment.name(), impairment.transports()),
                impairment.atSeconds(),
                impairment.lastedSeconds(),
                IMPAIRMENT);
    }

    private static SvgPlot.Span span(FaultResult fault) {
        return span("fault " + fault.name(), fault.atSeconds(), fault.lastedSeconds(), FAULT);
    }

    private static SvgPlot.Span span(String what, double at, double lasted, String style) {
        String from = String.format(Locale.ROOT, " at %.2f s", at);
        String length = lasted > 0 ? String.format(Locale.ROOT, " for %.2f s", lasted) : "";
        return new SvgPlot.Span(what + from + length, at, at + lasted, style);
    }
}
