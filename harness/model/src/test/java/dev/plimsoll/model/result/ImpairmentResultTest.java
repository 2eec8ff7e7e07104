package dev.plimsoll.model.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.impairment.ImpairmentPlan;
import dev.plimsoll.model.impairment.ImpairmentStep;
import dev.plimsoll.model.impairment.Link;
import dev.plimsoll.model.impairment.PathProfile;
import dev.plimsoll.model.scenario.TurnTransport;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImpairmentResultTest {
    private static final Duration BEGAN = Duration.ofMillis(1500);

    private final ImpairmentPlan plan = new ImpairmentPlan(
            List.of(step(10, "far", TurnTransport.TLS, TurnTransport.UDP), step(20, "lossy", TurnTransport.UDP)));

    @Test
    void times_are_told_from_the_start_of_the_run_and_what_nothing_replaced_lasts_to_its_end() {
        assertThat(ImpairmentResult.of(plan, BEGAN, Duration.ofSeconds(30)))
                .containsExactly(
                        new ImpairmentResult("far", List.of("udp"), 11.5, 10),
                        new ImpairmentResult("far", List.of("tls"), 11.5, 18.5),
                        new ImpairmentResult("lossy", List.of("udp"), 21.5, 8.5));
    }

    @Test
    void a_run_that_was_broken_off_did_not_see_what_would_have_come() {
        assertThat(ImpairmentResult.of(plan, BEGAN, Duration.ofSeconds(15)))
                .containsExactly(
                        new ImpairmentResult("far", List.of("udp"), 11.5, 3.5),
                        new ImpairmentResult("far", List.of("tls"), 11.5, 3.5));
        assertThat(ImpairmentResult.of(plan, BEGAN, Duration.ofSeconds(5))).isEmpty();
    }

    private static ImpairmentStep step(int second, String name, TurnTransport... transports) {
        PathProfile profile = PathProfile.both(name, Link.CLEAR.withLoss(0.1));
        return new ImpairmentStep(Duration.ofSeconds(second), Set.of(transports), profile);
    }
}
