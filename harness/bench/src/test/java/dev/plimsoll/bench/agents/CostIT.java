package dev.plimsoll.bench.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.bench.measure.Reading;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two pairs of each contender for some seconds: what is compared does the same. Says nothing of what it costs. */
class CostIT {
    private static final int PAIRS = 2;
    private static final Timing SHORT = new Timing(1, 3, 6);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"OPUS"})
    void agents_and_pages_place_the_same_calls_through_the_relay(CallKind kind) throws Exception {
        Map<Contender, Integer> pairs =
                Map.of(Contender.PLIMSOLL, PAIRS, Contender.TWO_PAGES, PAIRS, Contender.PAGE_AN_END, PAIRS);

        Map<String, Double> seen = new CostCase(kind, pairs, SHORT)
                .round(1, folder).stream().collect(Collectors.toMap(Reading::name, Reading::value));

        for (Contender contender : Contender.values()) {
            String who = contender.label() + ": ";
            assertThat(seen.get(who + "pairs relayed at both ends")).as(who).isEqualTo(PAIRS);
            assertThat(seen.get(who + kind.unit() + " received, of those expected"))
                    .as(who + kind.unit())
                    .isBetween(80.0, 110.0);
            assertThat(seen.get(who + "CPU a pair")).as(who).isPositive();
            assertThat(seen.get(who + "memory a pair"))
                    .as(who)
                    .isGreaterThan(seen.get(who + "memory of the side at rest") / PAIRS);
            assertThat(seen.get(who + "coturn's CPU")).as(who).isPositive();
        }
    }
}
