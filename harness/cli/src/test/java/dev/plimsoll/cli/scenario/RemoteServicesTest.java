package dev.plimsoll.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.cli.limits.Facts;
import dev.plimsoll.cli.scenario.ScenarioLoader.Loaded;
import dev.plimsoll.document.Problem;
import dev.plimsoll.limits.facts.Fact;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.model.scenario.Target;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a scenario says of a remote target beside its signalling. */
class RemoteServicesTest {
    private static final String SCENARIO = """
            name: remote
            target:
              remote:
                url: wss://example.com
                key: env:KEY
                budget: { connections: 100, messages: 1000, duration: 1h, calls: 10000, allocations: 1000 }
                turn: { urls: ["turn:turn.example.com:3478?transport=udp"], sharedSecret: env:TURN }
                turnApi: { keyId: k1, key: env:TURN_KEY }
                realtimeKit: { account: a1, app: p1, token: env:KIT, url: "https://kit.example.com" }
            limits: [{ pack: realtimekit }]
            """;

    private final ScenarioLoader loader = new ScenarioLoader(
            new Secrets(Map.of("KEY", "pk_live_x", "TURN", "shared", "TURN_KEY", "mint", "KIT", "token")));

    @Test
    void probes_know_what_the_scenario_names() {
        TargetFacts facts = facts(SCENARIO);

        assertThat(facts.known())
                .contains(Fact.TURN, Fact.TURN_USERS, Fact.TURN_API, Fact.REALTIMEKIT)
                .doesNotContain(Fact.CONTROL);
        assertThat(facts.turn().orElseThrow().sharedSecret().orElseThrow().reveal())
                .isEqualTo("shared");
        assertThat(facts.turnApi().orElseThrow().base()).isEqualTo(URI.create("https://rtc.live.cloudflare.com"));
        assertThat(facts.realtimeKit().orElseThrow().base()).isEqualTo(URI.create("https://kit.example.com"));
        assertThat(facts.disposable()).isFalse();
    }

    @Test
    void a_secret_that_is_not_there_is_told_where_it_is_named() {
        assertThat(problem(SCENARIO.replace("env:TURN_KEY", "env:NOBODY")).path())
                .isEqualTo("target.remote.turnApi.key");
    }

    @Test
    void probes_that_make_too_many_calls_are_refused() {
        assertThat(problem(SCENARIO.replace("calls: 10000", "calls: 3")).path())
                .isEqualTo("target.remote.budget.calls");
    }

    @Test
    void probes_that_cost_too_much_are_refused() {
        String scenario = SCENARIO.replace("allocations: 1000 }", "allocations: 1000, usd: 0 }")
                .replace("{ pack: realtimekit }", "{ pack: cloudflare-turn, only: [relay-rate] }");

        assertThat(problem(scenario).path()).isEqualTo("target.remote.budget.usd");
    }

    private TargetFacts facts(String text) {
        Loaded loaded = loader.parse("s.yaml", text);
        assertThat(loaded).as(loaded.toString()).isInstanceOf(Loaded.Valid.class);
        Target.Remote remote =
                (Target.Remote) ((Loaded.Valid) loaded).scenario().target();
        return Facts.of(remote, InstantSource.system());
    }

    private Problem problem(String text) {
        Loaded loaded = loader.parse("s.yaml", text);
        assertThat(loaded).isInstanceOf(Loaded.Invalid.class);
        assertThat(((Loaded.Invalid) loaded).problems()).hasSize(1);
        return ((Loaded.Invalid) loaded).problems().get(0);
    }
}
