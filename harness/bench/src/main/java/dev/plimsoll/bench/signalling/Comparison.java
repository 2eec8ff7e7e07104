package dev.plimsoll.bench.signalling;

import dev.plimsoll.bench.measure.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The same job by several contenders in turn, the first of which is compared to the others by the first of its readings.
 *
 * @param watch what is read of a contender at its job
 */
record Comparison(String id, String title, Job job, List<Contender> contenders, Round.Watch<List<Reading>> watch)
        implements Case {
    @Override
    public List<Reading> round(int round, Round.Setting setting) throws IOException, InterruptedException {
        List<Contender> order = new ArrayList<>(contenders);
        if (round % 2 == 0) {
            Collections.reverse(order);
        }
        Map<Contender, List<Reading>> all = new LinkedHashMap<>();
        for (Contender contender : order) {
            all.put(contender, Round.of(contender, job, setting, watch));
        }
        return readings(all);
    }

    private List<Reading> readings(Map<Contender, List<Reading>> all) {
        List<Reading> readings = new ArrayList<>();
        Reading first = all.get(contenders.get(0)).get(0);
        for (Contender contender : contenders) {
            for (Reading reading : all.get(contender)) {
                readings.add(new Reading(contender.label() + ": " + reading.name(), reading.unit(), reading.value()));
            }
        }
        for (Contender other : contenders.subList(1, contenders.size())) {
            double ratio = first.value() / all.get(other).get(0).value();
            readings.add(new Reading("plimsoll's " + first.name() + ", of " + other.label() + "'s", "x", ratio));
        }
        return readings;
    }
}
