package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.scenario.InfluxTarget;
import dev.plimsoll.model.scenario.InfluxTarget.Api;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class InfluxOptionsTest {
    private static final URI SERVER = URI.create("http://127.0.0.1:8086");
    private static final InfluxTarget OF_SCENARIO = new InfluxTarget(SERVER, new Secret("theirs"), "o", "b");

    @Test
    void without_an_option_the_scenario_decides() {
        assertThat(target(Optional.of(OF_SCENARIO), Map.of("INFLUX_TOKEN", "mine")))
                .contains(OF_SCENARIO);
        assertThat(target(Optional.empty(), Map.of("INFLUX_TOKEN", "mine"))).isEmpty();
    }

    @Test
    void an_option_outweighs_the_scenario_and_the_rest_stays() {
        assertThat(target(Optional.of(OF_SCENARIO), Map.of(), "--influx-bucket", "other"))
                .contains(new InfluxTarget(Api.V2, SERVER, new Secret("theirs"), "o", "other"));
    }

    @Test
    void the_second_api_needs_all_of_it() {
        assertThatThrownBy(() -> target(Optional.empty(), Map.of(), "--influx-url", SERVER.toString()))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContaining("INFLUX_TOKEN");
        assertThatThrownBy(
                        () -> target(Optional.empty(), Map.of("INFLUX_TOKEN", "t"), "--influx-url", SERVER.toString()))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContaining("--influx-org");
    }

    @Test
    void the_first_api_needs_an_address_and_a_database() {
        assertThat(target(
                        Optional.empty(),
                        Map.of(),
                        "--influx-api",
                        "v1",
                        "--influx-url",
                        SERVER.toString(),
                        "--influx-bucket",
                        "db"))
                .contains(new InfluxTarget(Api.V1, SERVER, new Secret(""), "", "db"));
        assertThatThrownBy(() ->
                        target(Optional.empty(), Map.of(), "--influx-api", "v1", "--influx-url", SERVER.toString()))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContaining("--influx-bucket");
    }

    private static Optional<InfluxTarget> target(
            Optional<InfluxTarget> ofScenario, Map<String, String> environment, String... arguments) {
        InfluxOptions options = new InfluxOptions();
        new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        return options.target(ofScenario, environment);
    }
}
