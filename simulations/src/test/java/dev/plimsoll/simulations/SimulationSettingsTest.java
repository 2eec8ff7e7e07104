package dev.plimsoll.simulations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationSettingsTest {
    private static SimulationSettings settings(Map<String, String> properties) {
        return new SimulationSettings(properties::get, Map.of("PLIMSOLL_KEY_SECRET", "s"));
    }

    @Test
    void sizes_are_read_as_people_write_them_and_have_defaults() {
        SimulationSettings settings =
                settings(Map.of("plimsoll.connections", "7", "plimsoll.hold", "2m", "plimsoll.publishRate", "30/m"));

        assertThat(settings.count("connections", 1)).isEqualTo(7);
        assertThat(settings.count("channels", 3)).isEqualTo(3);
        assertThat(settings.duration("hold", Duration.ZERO)).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.rate("publishRate", 1)).isEqualTo(0.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"connections", "hold", "publishRate"})
    void what_cannot_be_read_is_named(String name) {
        SimulationSettings settings = settings(Map.of("plimsoll." + name, "many"));

        assertThatThrownBy(() -> {
                    settings.count(name.equals("connections") ? name : "x", 1);
                    settings.duration(name.equals("hold") ? name : "x", Duration.ZERO);
                    settings.rate(name.equals("publishRate") ? name : "x", 1);
                })
                .hasMessageContaining("plimsoll." + name + " is 'many'; write a");
    }

    @Test
    void a_target_that_is_not_given_is_asked_for() {
        assertThatThrownBy(() ->
                        settings(Map.of("plimsoll.url", "ws://127.0.0.1:1")).target())
                .hasMessageContaining("-Dplimsoll.keyId");
    }
}
