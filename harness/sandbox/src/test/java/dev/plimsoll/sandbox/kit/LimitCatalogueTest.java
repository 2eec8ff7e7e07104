package dev.plimsoll.sandbox.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.plimsoll.sandbox.config.RealtimeKit;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LimitCatalogueTest {
    private final ArrayNode limits =
            LimitCatalogue.of(SandboxConfigReader.documented().realtimeKit());

    @Test
    void every_number_and_duration_of_the_settings_is_told_but_the_statuses() {
        Stream<String> numbers = Stream.of(RealtimeKit.class.getRecordComponents())
                .filter(component -> component.getType() == int.class || component.getType() == Duration.class)
                .map(RecordComponent::getName)
                .filter(name -> !name.endsWith("Status"));

        assertThat(limits)
                .extracting(limit -> limit.get("name").asText())
                .containsExactlyInAnyOrderElementsOf(numbers.toList());
    }

    @Test
    void each_says_who_vouches_for_it_and_in_which_unit() {
        assertThat(limits).allSatisfy(limit -> {
            String provenance = limit.get("provenance").asText();
            assertThat(provenance).isIn(Set.of("documented", "reported", "ours"));
            assertThat(limit.get("source").asText().isEmpty()).isEqualTo(provenance.equals("ours"));
            assertThat(limit.get("unit").asText()).isNotEmpty();
        });
        assertThat(value("recordingRetention")).isEqualTo(7 * 86_400);
        assertThat(value("callsPerWindow")).isEqualTo(1200);
    }

    private double value(String name) {
        for (JsonNode limit : limits) {
            if (limit.get("name").asText().equals(name)) {
                return limit.get("value").asDouble();
            }
        }
        throw new AssertionError(name + " is missing");
    }
}
