package dev.plimsoll.limits.probe.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plimsoll.signalling.Endpoint;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BlanksTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Blanks blanks = new Blanks();

    private JsonNode fill(String json) throws JsonProcessingException {
        return blanks.fill(JSON.readTree(json));
    }

    @Test
    void a_text_that_is_one_blank_takes_the_type_of_what_was_saved() throws Exception {
        blanks.save("value", LongNode.valueOf(64));
        blanks.save("made", JSON.readTree("{\"a\": [1]}"));

        assertThat(
                        fill(
                                "{\"x\": \"${value+1}\", \"y\": \"${ value - 1 }\", \"z\": \"${made}\", \"t\": \"p-${value}\"}"))
                .hasToString("{\"x\":65,\"y\":63,\"z\":{\"a\":[1]},\"t\":\"p-64\"}");
    }

    @Property
    void a_text_has_as_many_characters_as_it_is_told(@ForAll @IntRange(max = 2_000) int length) throws Exception {
        Blanks of = new Blanks();
        of.save("value", LongNode.valueOf(length));

        assertThat(of.fill(TextNode.valueOf("${text value+1}")).asText()).hasSize(length + 1);
        assertThat(of.fill(TextNode.valueOf("${text value ü}")).asText()).isEqualTo("ü".repeat(length));
    }

    @Test
    void a_spread_field_gives_its_fields_and_others_overrule_it() throws Exception {
        blanks.save("preset", JSON.readTree("{\"name\": \"old\", \"ui\": {}}"));

        assertThat(fill("{\"...\": \"${preset}\", \"name\": \"new\"}"))
                .isEqualTo(JSON.readTree("{\"name\": \"new\", \"ui\": {}}"));
    }

    @Test
    void what_goes_into_a_path_is_encoded() {
        blanks.save("user", TextNode.valueOf("1:a b"));

        assertThat(blanks.text("/credentials/${user}/revoke", Endpoint::encode))
                .isEqualTo("/credentials/1%3Aa%20b/revoke");
    }

    @Test
    void what_was_never_saved_is_not_guessed() {
        assertThatThrownBy(() -> fill("\"${nothing}\"")).isInstanceOf(Blanks.Unknown.class);
        assertThatThrownBy(() -> fill("\"${text 5-6}\"")).isInstanceOf(Blanks.Unknown.class);
    }

    @Test
    void the_names_in_a_template_are_known_before_it_is_filled() throws Exception {
        JsonNode template = JSON.readTree("{\"a\": [\"${text value+1}\", \"${meeting}/${7}\"], \"b\": \"${index}\"}");

        assertThat(Blanks.names(template)).containsOnlyKeys("value", "meeting", "index");
    }
}
