package dev.plimsoll.bench.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.bench.measure.Reading;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CatchUpTest {
    private static final double RATE = 100;

    private final CatchUp catchUp = new CatchUp(RATE);

    /** A thousand points a ten seconds, of which some were uploaded. */
    private static Counts at(double seconds, long uploaded) {
        long points = Math.round(RATE * seconds);
        return new Counts(seconds, points, points, uploaded, 0, 0, 0);
    }

    private Map<String, Double> readings() {
        return catchUp.readings().stream().collect(Collectors.toMap(Reading::name, Reading::value));
    }

    @Test
    void it_is_over_when_no_more_points_wait_than_always_do() {
        catchUp.begin(at(50, 1_000));

        assertThat(catchUp.look(at(55, 1_000))).isFalse();
        assertThat(catchUp.look(at(60, 1_500))).isFalse();
        assertThat(catchUp.look(at(70, 6_600))).isFalse();
        assertThat(catchUp.look(at(71, 6_800))).isTrue();

        assertThat(readings().get("points that waited when it was there again")).isEqualTo(4_000);
        assertThat(readings().get("until points were uploaded again")).isCloseTo(10, within(1e-9));
        assertThat(readings().get("until no more than 3 s of points waited")).isCloseTo(21, within(1e-9));
    }

    @Test
    void dropped_points_are_not_waited_for() {
        catchUp.begin(at(50, 1_000));
        Counts now = new Counts(60, 6_000, 5_000, 4_900, 1_000, 0, 0);

        assertThat(catchUp.look(now)).isTrue();
    }

    @Test
    void what_did_not_come_to_pass_has_no_reading() {
        catchUp.begin(at(50, 1_000));
        catchUp.look(at(60, 1_000));

        assertThat(readings()).containsOnlyKeys("points that waited when it was there again");
    }
}
