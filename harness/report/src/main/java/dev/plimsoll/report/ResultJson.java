package dev.plimsoll.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.plimsoll.model.result.RunResult;

/** {@code result.json}: the run's result as it is; result.schema.json describes it. Safe for use by several threads. */
public final class ResultJson {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private ResultJson() {}

    public static String write(RunResult result) {
        try {
            return JSON.writeValueAsString(result) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of numbers and texts can always be written", e);
        }
    }

    /** @throws JsonProcessingException if the text is not a result */
    public static RunResult read(String json) throws JsonProcessingException {
        return JSON.readValue(json, RunResult.class);
    }
}
