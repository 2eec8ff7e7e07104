package dev.plimsoll.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.plimsoll.model.scenario.Quantities;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ScenarioSchemaTest {
    private static final JsonNode SCHEMA = read();

    @Test
    void every_field_is_described_where_an_editor_looks_for_it() {
        List<String> undescribed = maps(SCHEMA)
                .flatMap(map -> map.get("properties").properties().stream())
                .filter(field -> !field.getValue().has("description")
                        && !SCHEMA.at(target(field.getValue())).has("description"))
                .map(Map.Entry::getKey)
                .toList();

        assertThat(undescribed).isEmpty();
    }

    @Test
    void every_map_refuses_fields_that_it_does_not_know() {
        assertThat(maps(SCHEMA))
                .hasSizeGreaterThan(8)
                .allSatisfy(map -> assertThat(map.get("additionalProperties")).isEqualTo(BooleanNode.FALSE));
    }

    @Property
    void what_the_schema_lets_through_can_be_read(
            @ForAll @StringLength(min = 1, max = 3) @CharRange(from = '0', to = '9') String number,
            @ForAll @StringLength(max = 3) @Chars({'m', 's', 'h', '/', '%', 'B', 'k', 'K', 'i', 'M', '.', '0', 'n'})
                    String unit) {
        Map<String, Function<String, Optional<?>>> readers = Map.of(
                "duration", Quantities::duration,
                "rate", Quantities::rate,
                "share", Quantities::share,
                "size", Quantities::size);

        readers.forEach((form, reader) -> {
            if (pattern(form).matcher(number + unit).matches()) {
                assertThat(reader.apply(number + unit))
                        .as(form + " " + number + unit)
                        .isPresent();
            }
        });
    }

    /** Every schema of a map, at whatever depth. */
    private static Stream<JsonNode> maps(JsonNode node) {
        Stream<JsonNode> inside = node.valueStream().flatMap(ScenarioSchemaTest::maps);
        return node.path("properties").isObject() && node.has("type") ? Stream.concat(Stream.of(node), inside) : inside;
    }

    private static String target(JsonNode field) {
        return field.path("$ref").asText("#/no/reference").substring(1);
    }

    private static Pattern pattern(String form) {
        return Pattern.compile(SCHEMA.at("/$defs/" + form + "/pattern").asText());
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper()
                    .readTree(Path.of("../../scenarios/scenario.schema.json").toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
