package dev.plimsoll.limits.probe.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1} | {\"a\":1,\"b\":2}",
                "{\"a\":1} | {\"a\":1.0}",
                "{\"a\":\"(any)\"} | {\"a\":[1]}",
                "{\"a\":\"(absent)\"} | {\"b\":1}",
                "{\"a\":[{\"b\":1}]} | {\"a\":[{\"b\":1,\"c\":2}]}",
                "{\"a\":null} | {\"a\":null}"
            })
    void what_has_at_least_what_is_expected_fits(String expected, String actual) throws JsonProcessingException {
        assertThat(new Shape(JSON.readTree(expected)).difference(JSON.readTree(actual)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1} | {\"a\":2} | a is 2, not 1",
                "{\"a\":1} | {} | a is missing",
                "{\"a\":\"(any)\"} | {} | a is missing",
                "{\"a\":\"(absent)\"} | {\"a\":null} | a is there",
                "{\"a\":[]} | {\"a\":[1]} | a has 1 entries, not 0",
                "{\"a\":[{\"b\":1}]} | {\"a\":[{\"b\":2}]} | a[0].b is 2, not 1",
                "{\"a\":null} | {} | a is missing",
                "{\"a\":{}} | {\"a\":[]} | a is [], not {}"
            })
    void what_differs_is_told_where(String expected, String actual, String difference) throws JsonProcessingException {
        assertThat(new Shape(JSON.readTree(expected)).difference(JSON.readTree(actual)))
                .contains(difference);
    }

    @Property
    void a_value_fits_itself_and_any_fields_besides(
            @ForAll Map<@AlphaChars String, Integer> fields, @ForAll Map<@AlphaChars String, Integer> more) {
        ObjectNode expected = object(fields);
        ObjectNode actual = object(more);
        fields.forEach(actual::put);

        assertThat(new Shape(expected).difference(actual)).isEmpty();
    }

    @Test
    void what_is_not_there_at_all_fits_only_what_must_be_absent() {
        JsonNode nothing = JsonNodeFactory.instance.objectNode().path("x");

        assertThat(new Shape(JsonNodeFactory.instance.textNode(Shape.ABSENT)).difference(nothing))
                .isEmpty();
        assertThat(new Shape(JsonNodeFactory.instance.objectNode()).difference(nothing))
                .contains("it is missing");
    }

    private static ObjectNode object(Map<String, Integer> fields) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        fields.forEach(object::put);
        return object;
    }
}
