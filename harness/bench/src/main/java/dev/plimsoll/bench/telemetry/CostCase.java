package dev.plimsoll.bench.telemetry;

import dev.plimsoll.bench.measure.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a point costs each contender, in turn. */
record CostCase(List<Contender> contenders, Trial.Setting setting) implements Case {
    CostCase {
        contenders = List.copyOf(contenders);
    }

    @Override
    public String title() {
        return "Telemetry: what a point costs, " + Producers.THREADS + " threads, " + setting.rate() + " points/s, "
                + setting.seconds() + " s after " + setting.warmUp() + " s";
    }

    @Override
    public Optional<String> obstacle(Path folder) {
        return Optional.empty();
    }

    @Override
    public List<Reading> round(int round, Path folder) throws IOException, InterruptedException {
        List<Contender> order = new ArrayList<>(contenders);
        if (round % 2 == 0) {
            Collections.reverse(order);
        }
        Map<Contender, Map<String, Reading>> all = new EnumMap<>(Contender.class);
        for (Contender contender : order) {
            Path own = Files.createTempDirectory(folder, contender.label());
            all.put(contender, Trial.of(contender, setting, own));
        }
        List<Reading> readings = new ArrayList<>();
        all.forEach((contender, own) -> own.values()
                .forEach(reading -> readings.add(
                        new Reading(contender.label() + ": " + reading.name(), reading.unit(), reading.value()))));
        readings.addAll(beyondPacing(all));
        return readings;
    }

    /** What telemetry itself takes: the whole process without what the same threads take that measure nothing. */
    private static List<Reading> beyondPacing(Map<Contender, Map<String, Reading>> all) {
        Map<String, Reading> idle = all.get(Contender.PACING);
        if (idle == null) {
            return List.of();
        }
        List<Reading> readings = new ArrayList<>();
        Map<Contender, Double> cost = new EnumMap<>(Contender.class);
        all.forEach((contender, own) -> {
            if (contender != Contender.PACING) {
                double cores = own.get("CPU").value() - idle.get("CPU").value();
                double micros =
                        own.get("CPU a point").value() - idle.get("CPU a point").value();
                cost.put(contender, micros);
                readings.add(new Reading(contender.label() + ": beyond pacing", "cores", cores));
                readings.add(new Reading(contender.label() + ": beyond pacing, a point", "µs", micros));
            }
        });
        if (cost.containsKey(Contender.PIPELINE)) {
            cost.forEach((contender, micros) -> {
                if (contender != Contender.PIPELINE) {
                    double ratio = micros / cost.get(Contender.PIPELINE);
                    readings.add(new Reading(contender.label() + "'s CPU a point, of the pipeline's", "x", ratio));
                }
            });
        }
        return readings;
    }
}
