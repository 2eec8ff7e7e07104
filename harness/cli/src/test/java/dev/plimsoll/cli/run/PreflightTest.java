package dev.plimsoll.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.plan.LoadPlan;
import dev.plimsoll.model.plan.Planner;
import dev.plimsoll.model.plan.RunPlan;
import dev.plimsoll.model.plan.Segment;
import dev.plimsoll.model.scenario.Identities;
import dev.plimsoll.model.scenario.Profile;
import dev.plimsoll.model.scenario.Publishing;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.SourceAddresses;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.model.scenario.Upkeep;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreflightTest {
    private static final Target DOCUMENTED = new Target.Sandbox(Map.of());

    private static LoadPlan plan(int connections, String sources) {
        return run(connections, sources).load().orElseThrow();
    }

    private static RunPlan run(int connections, String sources) {
        SignallingLoad load = new SignallingLoad(
                connections,
                1,
                new Profile.Ramp(Duration.ofSeconds(10)),
                Duration.ofSeconds(5),
                new Publishing(0, 1, 1, 10, 0),
                Upkeep.NONE,
                new Identities(0, true, SourceAddresses.parse(sources)));
        return Planner.plan(Scenario.ofLoad("s", DOCUMENTED, load), Segment.WHOLE);
    }

    @Test
    void too_few_addresses_for_the_documented_limit_are_told_with_how_many_it_takes() {
        assertThat(Preflight.sources(plan(400, ""), DOCUMENTED))
                .hasValueSatisfying(note -> assertThat(note)
                        .contains("400 connects in a window of 60 s from 1 source address;")
                        .contains("admits 60 from each")
                        .contains("which takes 7"));
    }

    @Test
    void enough_addresses_or_a_raised_limit_need_no_word() {
        assertThat(Preflight.sources(plan(400, "127.0.0.2-127.0.0.8"), DOCUMENTED))
                .isEmpty();
        assertThat(Preflight.sources(plan(400, ""), new Target.Sandbox(Map.of("connectsPerIp", 400))))
                .isEmpty();
    }

    @Test
    void an_address_of_another_machine_is_refused() {
        assertThatThrownBy(() -> Preflight.sources(plan(1, "192.0.2.1"), DOCUMENTED))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContaining("192.0.2.1 cannot be used");
    }

    @Test
    void more_connections_than_an_address_has_ports_are_refused() {
        assertThatThrownBy(() -> Preflight.check(run(30_000, "127.0.0.2")))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContaining("too few ports");
    }
}
