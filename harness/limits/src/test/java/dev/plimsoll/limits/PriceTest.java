package dev.plimsoll.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.limits.facts.ConnectRate;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.limits.pack.PackReader;
import dev.plimsoll.model.limit.Cost;
import dev.plimsoll.model.limit.LimitPack;
import dev.plimsoll.model.limit.PackPlan;
import dev.plimsoll.model.scenario.SourceAddresses;
import dev.plimsoll.model.scenario.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PriceTest {
    private static final LimitPack CLOUDFLARE =
            ((PackReader.Loaded.Valid) new PackReader(Probes.shipped()).find("cloudflare-turn")).pack();

    private static Cost cost(boolean disposable) {
        TargetFacts target = new TargetFacts(
                Optional.empty(),
                Optional.empty(),
                Optional.of(TargetFacts.Turn.withoutCredential(
                        List.of("turn:turn.example.com?transport=udp"), !disposable)),
                Optional.empty(),
                Optional.empty(),
                SourceAddresses.ANY,
                ConnectRate.DOCUMENTED,
                disposable);
        return new PackPlanner(Probes.shipped())
                .cost(CLOUDFLARE.only(List.of("relay-rate")).limits().get(0), target);
    }

    private static List<String> beyond(String usd) {
        return PackPlan.beyond(
                new Target.Budget(0, 0, Duration.ofHours(1), 100, 100, new BigDecimal(usd)), cost(false));
    }

    /** 6.25 MB/s for 4 s each at a quarter and at three times are 81 MB, at 0.05 USD a gigabyte. */
    @Test
    void what_a_provider_charges_for_what_is_relayed_is_planned_in_whole_cents() {
        assertThat(cost(false).usd()).contains(new BigDecimal("0.01"));
    }

    @Test
    void nobody_charges_for_the_sandbox() {
        assertThat(cost(true).usd()).contains(BigDecimal.ZERO);
    }

    @Test
    void a_budget_that_has_less_is_passed() {
        assertThat(beyond("0")).containsExactly("it costs up to 0.01 USD, the budget has 0");
        assertThat(beyond("0.01")).isEmpty();
    }
}
