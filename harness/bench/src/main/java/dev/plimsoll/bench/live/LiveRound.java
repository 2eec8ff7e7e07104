package dev.plimsoll.bench.live;

import dev.plimsoll.bench.measure.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Each audience's turn, in the same run. */
record LiveRound(Map<Audience, Turn> turns) {

    /**
     * Lets all have their turn.
     *
     * @param round from 1; the first of a round is the last of the next
     */
    static LiveRound of(LookedAtRun run, int round, double settle, double seconds)
            throws IOException, InterruptedException {
        List<Audience> order = Arrays.asList(Audience.values());
        if (round % 2 == 0) {
            Collections.reverse(order);
        }
        Map<Audience, Turn> turns = new EnumMap<>(Audience.class);
        for (Audience audience : order) {
            turns.put(audience, Turn.of(run, audience, settle, seconds));
        }
        return new LiveRound(turns);
    }

    List<Reading> readings() {
        List<Reading> readings = new ArrayList<>();
        turns.forEach((audience, turn) -> {
            readings.add(reading(audience, new Reading("the page's threads", "% of a core", turn.page())));
            readings.add(reading(audience, new Reading("the run's process in all", "% of a core", turn.inAll())));
            readings.add(reading(audience, new Reading("its compilers, beside that", "% of a core", turn.compilers())));
            turn.others().forEach(other -> readings.add(reading(audience, other)));
        });
        Turn none = turns.get(Audience.NO_PAGE);
        Turn one = turns.get(Audience.ONE);
        Turn twenty = turns.get(Audience.TWENTY);
        readings.add(new Reading("page and one browser add to the process", "% of a core", one.inAll() - none.inAll()));
        readings.add(new Reading(
                "page and twenty browsers add to the process", "% of a core", twenty.inAll() - none.inAll()));
        readings.add(new Reading(
                "the page's threads, twenty browsers beyond one", "% of a core", twenty.page() - one.page()));
        readings.add(new Reading(
                "the same, of what the process takes with one", "%", 100 * (twenty.page() - one.page()) / one.inAll()));
        readings.add(new Reading(
                "the process with twenty browsers, beyond one", "%", 100 * (twenty.inAll() / one.inAll() - 1)));
        return readings;
    }

    private static Reading reading(Audience audience, Reading reading) {
        return new Reading(audience.label() + ": " + reading.name(), reading.unit(), reading.value());
    }
}
