package dev.plimsoll.bench.agents;

import dev.plimsoll.bench.measure.Pause;
import dev.plimsoll.bench.measure.Proc;
import dev.plimsoll.bench.measure.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a relayed pair costs, getStats of both ends once a second included: one agent host beside pages of a headless
 * Chromium.
 *
 * @param pairs how many each contender holds; those who are not in it do not take part
 */
record CostCase(CallKind kind, Map<Contender, Integer> pairs, Timing timing) implements Case {
    @Override
    public String id() {
        return kind.id();
    }

    @Override
    public String title() {
        return "A relayed pair, " + kind.title();
    }

    @Override
    public List<Reading> round(int round, Path folder) throws IOException, InterruptedException {
        List<Contender> order = new ArrayList<>(new EnumMap<>(pairs).keySet());
        if (round % 2 == 0) {
            Collections.reverse(order);
        }
        Map<Contender, Cost> costs = new EnumMap<>(Contender.class);
        for (Contender contender : order) {
            costs.put(contender, cost(contender, folder));
        }
        List<Reading> readings = new ArrayList<>();
        costs.forEach((contender, cost) -> cost.readings(kind)
                .forEach(reading -> readings.add(
                        new Reading(contender.label() + ": " + reading.name(), reading.unit(), reading.value()))));
        readings.addAll(ratios(costs));
        return readings;
    }

    private Cost cost(Contender contender, Path folder) throws IOException, InterruptedException {
        int count = pairs.get(contender);
        try (Venue venue = Venue.start(folder);
                Side side = contender.start(kind, count, venue, folder)) {
            Pause.seconds(timing.restSeconds());
            long before = Proc.proportionalBytesOfTree(side.pid());
            side.call(count);
            Pause.seconds(timing.warmUpSeconds());
            Stretch stretch = Stretch.measure(side, venue, timing.measuredSeconds());
            long after = Proc.proportionalBytesOfTree(side.pid());
            return new Cost(count, side.relayed(), stretch, before, after);
        }
    }

    /**
     * Of one contender's turn.
     *
     * @param restingBytes resident before the first call, shared pages in part
     * @param bytes the same with all calls
     */
    private record Cost(int pairs, int relayed, Stretch stretch, long restingBytes, long bytes) {
        double cpuOfAPair() {
            return 100 * stretch.sideCores() / pairs;
        }

        double megabytesOfAPair() {
            return bytes / 1e6 / pairs;
        }

        double growthOfAPair() {
            return (bytes - restingBytes) / 1e6 / pairs;
        }

        List<Reading> readings(CallKind kind) {
            List<Reading> readings = new ArrayList<>(List.of(
                    new Reading("CPU a pair", "% of a core", cpuOfAPair()),
                    new Reading("pairs a core", "", 100 / cpuOfAPair()),
                    new Reading("memory a pair", "MB", megabytesOfAPair()),
                    new Reading("memory a pair, beyond the side at rest", "MB", growthOfAPair()),
                    new Reading("memory of the side at rest", "MB", restingBytes / 1e6),
                    new Reading("pairs", "", pairs),
                    new Reading("pairs relayed at both ends", "", relayed),
                    new Reading(kind.unit() + " received, of those expected", "%", stretch.received(kind))));
            readings.addAll(stretch.beside());
            return readings;
        }
    }

    private static List<Reading> ratios(Map<Contender, Cost> costs) {
        List<Reading> readings = new ArrayList<>();
        Cost ours = costs.get(Contender.PLIMSOLL);
        if (ours != null) {
            costs.forEach((contender, cost) -> {
                if (contender != Contender.PLIMSOLL) {
                    String whose = contender.label() + " to plimsoll: ";
                    readings.add(new Reading(whose + "CPU a pair", "x", cost.cpuOfAPair() / ours.cpuOfAPair()));
                    readings.add(new Reading(
                            whose + "memory a pair", "x", cost.megabytesOfAPair() / ours.megabytesOfAPair()));
                    readings.add(new Reading(
                            whose + "memory a pair, beyond rest", "x", cost.growthOfAPair() / ours.growthOfAPair()));
                }
            });
        }
        return readings;
    }
}
