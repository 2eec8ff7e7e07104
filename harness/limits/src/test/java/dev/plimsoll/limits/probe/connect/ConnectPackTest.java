package dev.plimsoll.limits.probe.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.document.Problem;
import dev.plimsoll.limits.Probes;
import dev.plimsoll.limits.pack.PackReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What packs may not say of connecting. */
class ConnectPackTest {
    private static final String HEAD = """
            id: mine
            title: My provider
            service: signalling
            documents: { limits: The limits page }
            limits:
              - id: one
                title: One
                subject: something
                source: { document: limits }
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "connect-rejection|[{ http: 401 }]|{ credential: garbagge }|did you mean 'garbage'",
                "connect-rejection|[{ http: 401 }]|{ credential: token }|which nothing refuses",
                "connect-rejection|[{ http: 401 }]|{ credential: none, attempts: 0 }|not from 1 to 20",
                "connect-rejection|[{ close: 4001 }]|{ credential: none }|no way in which a connect is refused",
                "connect-rejection|[{ http: 401 }]|{ credential: token, before: { method: POST, path: /x } }|one of before",
                "kick|[{ close: 4020 }]|{ path: /v1/peers }|no path with {peer}",
                "kick|[{ http: 401 }]|{ path: '/p/{peer}' }|no code that a connection is closed with",
                "going-away|[{ close: 1001 }]|{ order: { path: /x } }|says no method"
            })
    void a_limit_that_does_not_suit_its_probe_is_told(String probe, String reactions, String parameters, String told) {
        String limit =
                "    probe: " + probe + "\n    reactions: " + reactions + "\n    parameters: " + parameters + "\n";

        assertThat(problems(limit)).anySatisfy(problem -> assertThat(problem).contains(told));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "connect-window|{ value: 0, unit: connects }|[{ http: 429 }]|{ window: 60s }|permits no connect",
                "connect-window|{ value: 60, unit: connects }|[]|{ window: 60s }|no way in which a connect is refused",
                "connect-window|{ value: 60, unit: bytes }|[{ http: 429 }]|{ window: 60s }|does not take bytes",
                "welcome|{ value: 10, unit: seconds }|[]|{ credential: garbage }|no credential that is welcomed",
                "welcome|{ value: 10, unit: seconds }|[]|{ connections: 1 }|not from 2 to 50",
                "token-expiry|{ value: 250, unit: milliseconds }|[{ close: 4002 }]|{}|how the old token is refused",
                "token-expiry|{ value: 250, unit: milliseconds }|[]|{ life: 10ms }|not from 1s to 1h",
                "liveness|{ value: 30, unit: seconds }|[]|{ grace: 0s }|no time at all"
            })
    void a_value_that_makes_no_sense_is_told(
            String probe, String documented, String reactions, String parameters, String told) {
        String limit = "    probe: " + probe + "\n    documented: " + documented + "\n    reactions: " + reactions
                + "\n    parameters: " + parameters + "\n";

        assertThat(problems(limit)).anySatisfy(problem -> assertThat(problem).contains(told));
    }

    @Test
    void a_limit_that_suits_its_probe_is_taken() {
        String limit = """
                    probe: connect-rejection
                    reactions: [{ http: 401 }]
                    parameters: { credential: garbage }
                """;

        assertThat(new PackReader(Probes.shipped()).parse("p.yaml", HEAD + limit))
                .isInstanceOf(PackReader.Loaded.Valid.class);
    }

    private static List<String> problems(String limit) {
        PackReader.Loaded loaded = new PackReader(Probes.shipped()).parse("p.yaml", HEAD + limit);
        assertThat(loaded).isInstanceOf(PackReader.Loaded.Invalid.class);
        return ((PackReader.Loaded.Invalid) loaded)
                .problems().stream().map(Problem::toString).toList();
    }
}
