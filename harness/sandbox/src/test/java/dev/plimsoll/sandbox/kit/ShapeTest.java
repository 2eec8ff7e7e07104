package dev.plimsoll.sandbox.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Shape SHAPE =
            new Shape(json("{'a':'string','n?':'integer','e?':'ON|OFF','l?':['string'],'m?':{'deep':'boolean'}}"));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "{}; a is required",
                "{'a':null}; a is required",
                "{'a':1}; a must be string",
                "{'a':'','n':1.5}; n must be integer",
                "{'a':'','n':3000000000}; n must be integer",
                "{'a':'','e':'on'}; e must be ON or OFF",
                "{'a':'','l':'x'}; l must be a list",
                "{'a':'','l':['x',1]}; l[1] must be string",
                "{'a':'','m':{}}; m.deep is required",
                "{'a':'','m':{'deep':'true'}}; m.deep must be boolean",
                "[]; body must be an object"
            })
    void what_is_wrong_is_told_with_its_place(String body, String fault) {
        assertThat(SHAPE.fault(json(body))).hasValue(fault);
    }

    @Test
    void optional_fields_may_be_missing_or_null_and_unknown_ones_are_forgotten() {
        JsonNode body = json("{'a':'x','n':null,'e':'ON','m':{'deep':true,'secret':1},'b':2}");

        assertThat(SHAPE.fault(body)).isEmpty();
        assertThat(SHAPE.known((ObjectNode) body)).isEqualTo(json("{'a':'x','e':'ON','m':{'deep':true}}"));
    }

    @Test
    void the_stock_presets_are_what_the_service_takes() {
        assertThat(StockPresets.all()).hasSize(2).allSatisfy(preset -> {
            assertThat(Shape.PRESET.fault(preset)).isEmpty();
            assertThat(Shape.PRESET.known(preset)).isEqualTo(preset);
        });
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
