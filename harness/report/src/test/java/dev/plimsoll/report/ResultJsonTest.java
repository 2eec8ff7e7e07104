package dev.plimsoll.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.plimsoll.model.result.RunResult;
import dev.plimsoll.model.verdict.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import org.junit.jupiter.api.Test;

class ResultJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void a_full_result_fits_the_schema() throws IOException {
        RunResult result = Results.full(Results.check(Verdict.PASS, "a"), Results.check(Verdict.SKIPPED, "b"));

        assertThat(schema().validate(JSON.readTree(ResultJson.write(result)))).isEmpty();
    }

    @Test
    void a_result_without_signalling_agents_and_sandbox_fits_the_schema() throws IOException {
        assertThat(schema().validate(JSON.readTree(ResultJson.write(Results.bare()))))
                .isEmpty();
    }

    @Test
    void a_result_that_misses_any_of_its_fields_does_not_fit() throws IOException {
        JsonNode whole = JSON.readTree(ResultJson.write(Results.full()));
        for (Iterator<String> names = whole.fieldNames(); names.hasNext(); ) {
            ObjectNode maimed = whole.deepCopy();
            maimed.remove(names.next());
            assertThat(schema().validate(maimed)).isNotEmpty();
        }
    }

    @Test
    void a_field_that_nobody_described_does_not_fit() throws IOException {
        ObjectNode extended = (ObjectNode) JSON.readTree(ResultJson.write(Results.full()));
        ((ObjectNode) extended.get("signalling")).put("surprise", 1);

        assertThat(schema().validate(extended)).isNotEmpty();
    }

    @Test
    void reading_gives_back_what_was_written() throws IOException {
        RunResult result = Results.full(Results.check(Verdict.FAIL, "<&>"));

        assertThat(ResultJson.read(ResultJson.write(result))).isEqualTo(result);
    }

    private static Schema schema() throws IOException {
        try (InputStream in = ResultJson.class.getResourceAsStream("result.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(JSON.readTree(in));
        }
    }
}
