package dev.plimsoll.bench.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.bench.measure.Reading;
import dev.plimsoll.bench.signalling.Job;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A round of the benchmark with few connections for some seconds: that audiences are served, not what they cost. */
class LiveRoundIT {
    private static final int CONNECTIONS = 100;

    @TempDir
    Path folder;

    @Test
    void the_same_run_goes_on_while_nobody_one_and_twenty_look_on() throws Exception {
        Job job = Job.held(CONNECTIONS, 10, 100, 120, 50);
        Map<String, Double> seen;
        try (LookedAtRun run = LookedAtRun.start(job, 100, folder)) {
            run.awaitOpen(CONNECTIONS);
            seen = LiveRound.of(run, 2, 1, 4).readings().stream()
                    .collect(Collectors.toMap(Reading::name, Reading::value));
        }

        for (Audience audience : Audience.values()) {
            String who = audience.label() + ": ";
            assertThat(seen.get(who + "connections")).as(who).isEqualTo(CONNECTIONS);
            assertThat(seen.get(who + "publishes")).as(who).isBetween(30.0, 70.0);
            assertThat(seen.get(who + "the run's process in all")).as(who).isPositive();
        }
        assertThat(seen.get("no page: the page's threads")).isZero();
        assertThat(seen.get("one browser: the page's threads")).isPositive();
        assertThat(seen.get("one browser: updates that a browser got, fewest")).isBetween(0.5, 1.5);
        assertThat(seen.get("twenty browsers: updates that a browser got, fewest"))
                .isBetween(0.5, 1.5);
    }
}
