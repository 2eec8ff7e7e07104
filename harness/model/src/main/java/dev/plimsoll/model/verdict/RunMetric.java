package dev.plimsoll.model.verdict;

import dev.plimsoll.model.result.AgentsResult;
import dev.plimsoll.model.result.GeneratorResult;
import dev.plimsoll.model.result.Percentiles;
import dev.plimsoll.model.result.RunResult;
import dev.plimsoll.model.result.SignallingResult;
import dev.plimsoll.model.result.StormResult;
import dev.plimsoll.model.result.TelemetryResult;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every number of a run that an expectation may name; the path is its place in {@code result.json}. */
public final class RunMetric {
    private static final RunMetric[] ALL = Stream.of(
                    signalling(),
                    percentiles("signalling.connectMs", ofSignalling(SignallingResult::connectMs)),
                    percentiles("signalling.ackMs", ofSignalling(SignallingResult::ackMs)),
                    percentiles("signalling.deliveryMs", ofSignalling(SignallingResult::deliveryMs)),
                    agents(),
                    telemetry(),
                    generator())
            .flatMap(Arrays::stream)
            .toArray(RunMetric[]::new);

    private final String path;
    private final Unit unit;
    private final Function<RunResult, Number> reader;

    private RunMetric(String path, Unit unit, Function<RunResult, Number> reader) {
        this.path = path;
        this.unit = unit;
        this.reader = reader;
    }

    public static Stream<RunMetric> all() {
        return Arrays.stream(ALL);
    }

    public static Optional<RunMetric> byPath(String path) {
        return all().filter(metric -> metric.path.equals(path)).findFirst();
    }

    public String path() {
        return path;
    }

    public Unit unit() {
        return unit;
    }

    /** The value in this metric's unit, or null if the run did not measure it. */
    public Double read(RunResult result) {
        Number value = reader.apply(result);
        return value == null ? null : value.doubleValue();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RunMetric metric && metric.path.equals(path);
    }

    @Override
    public int hashCode() {
        return Objects.hash(path);
    }

    @Override
    public String toString() {
        return path;
    }

    private static RunMetric[] signalling() {
        return new RunMetric[] {
            count("signalling.attempted", ofSignalling(SignallingResult::attempted)),
            count("signalling.accepted", ofSignalling(SignallingResult::accepted)),
            count("signalling.rejected", ofSignalling(SignallingResult::rejectedTotal)),
            count("signalling.timedOut", ofSignalling(SignallingResult::timedOut)),
            count("signalling.broken", ofSignalling(SignallingResult::broken)),
            count("signalling.published", ofSignalling(SignallingResult::published)),
            count("signalling.publishRefused", ofSignalling(SignallingResult::publishRefused)),
            count("signalling.expectedDeliveries", ofSignalling(SignallingResult::expectedDeliveries)),
            count("signalling.delivered", ofSignalling(SignallingResult::delivered)),
            count("signalling.duplicates", ofSignalling(SignallingResult::duplicates)),
            count("signalling.lost", ofSignalling(SignallingResult::lost)),
            count("signalling.late", ofSignalling(SignallingResult::late)),
            count("signalling.reordered", ofSignalling(SignallingResult::reordered)),
            count("signalling.misrouted", ofSignalling(SignallingResult::misrouted)),
            count("signalling.publishUnsent", ofSignalling(SignallingResult::publishUnsent)),
            count("signalling.storms.notBack", ofStorms(storm -> (double) (storm.taken() - storm.back()), Double::sum)),
            count("signalling.storms.dutyBreaches", ofStorms(storm -> (double) storm.dutyBreaches(), Double::sum)),
            millis("signalling.storms.backMs.p50", ofStorms(StormResult::backMsP50, Math::max)),
            millis("signalling.storms.backMs.p90", ofStorms(StormResult::backMsP90, Math::max)),
            millis("signalling.storms.backMs.p99", ofStorms(StormResult::backMsP99, Math::max)),
        };
    }

    private static RunMetric[] agents() {
        Stream<RunMetric> totals = Stream.of(
                count("agents.connected", ofAgents(AgentsResult::connected)),
                count("agents.relayed", ofAgents(AgentsResult::relayed)),
                count("agents.struck", ofAgents(AgentsResult::struck)));
        Stream<RunMetric> byTransport = Stream.of("udp", "tcp", "tls").flatMap(RunMetric::transport);
        return Stream.concat(totals, byTransport).toArray(RunMetric[]::new);
    }

    private static Stream<RunMetric> transport(String transport) {
        String path = "agents.byTransport." + transport;
        return Stream.of(
                count(path + ".connected", ofTransport(transport, AgentsResult.ByTransport::connected)),
                millis(path + ".setupMs", ofTransport(transport, AgentsResult.ByTransport::setupMs)),
                millis(path + ".rttMs", ofTransport(transport, AgentsResult.ByTransport::rttMs)));
    }

    private static RunMetric[] telemetry() {
        return new RunMetric[] {
            count("telemetry.points", r -> read(r.telemetry(), TelemetryResult::points)),
            count("telemetry.uploaded", r -> read(r.telemetry(), TelemetryResult::uploaded)),
            count("telemetry.lost", r -> read(r.telemetry(), TelemetryResult::lost)),
        };
    }

    private static RunMetric[] generator() {
        return new RunMetric[] {
            count("generator.cpuIdleMin", r -> read(r.generator(), GeneratorResult::cpuIdleMin)),
            millis("generator.gcPauseMaxMs", r -> read(r.generator(), GeneratorResult::gcPauseMaxMs)),
            millis("generator.scheduleLagP99Ms", r -> read(r.generator(), GeneratorResult::scheduleLagP99Ms)),
            count("generator.mediaLostPercent", r -> read(r.generator(), GeneratorResult::mediaLostPercent)),
        };
    }

    private static RunMetric[] percentiles(String path, Function<RunResult, Percentiles> reader) {
        return new RunMetric[] {
            millis(path + ".p50", r -> read(reader.apply(r), Percentiles::p50)),
            millis(path + ".p95", r -> read(reader.apply(r), Percentiles::p95)),
            millis(path + ".p99", r -> read(reader.apply(r), Percentiles::p99)),
            millis(path + ".max", r -> read(reader.apply(r), Percentiles::max)),
        };
    }

    private static RunMetric count(String path, Function<RunResult, Number> reader) {
        return new RunMetric(path, Unit.COUNT, reader);
    }

    private static RunMetric millis(String path, Function<RunResult, Number> reader) {
        return new RunMetric(path, Unit.MILLISECONDS, reader);
    }

    private static <T> Function<RunResult, T> ofSignalling(Function<SignallingResult, T> field) {
        return result -> read(result.signalling(), field);
    }

    /** Over all storms of the run: their sum or their worst. Nothing if there was none. */
    private static Function<RunResult, Number> ofStorms(
            Function<StormResult, Double> field, BinaryOperator<Double> together) {
        return ofSignalling(signalling -> signalling.storms().stream()
                .map(field)
                .filter(Objects::nonNull)
                .reduce(together)
                .orElse(null));
    }

    private static <T> Function<RunResult, T> ofAgents(Function<AgentsResult, T> field) {
        return result -> read(result.agents(), field);
    }

    private static <T> Function<RunResult, T> ofTransport(
            String transport, Function<AgentsResult.ByTransport, T> field) {
        return ofAgents(agents -> read(agents.byTransport().get(transport), field));
    }

    private static <P, T> T read(P parent, Function<P, T> field) {
        return parent == null ? null : field.apply(parent);
    }

    /** What a metric is counted in. */
    public enum Unit {
        COUNT,
        MILLISECONDS;

        public String format(double value) {
            return switch (this) {
                case COUNT -> value == Math.rint(value) ? Long.toString((long) value) : String.format("%.2f", value);
                case MILLISECONDS -> String.format(java.util.Locale.ROOT, "%.2f ms", value);
            };
        }
    }
}
