package dev.plimsoll.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.plimsoll.model.search.SearchResult;

/** {@code search.json}: a search as it stands; search.schema.json describes it. Safe for use by several threads. */
public final class SearchJson {
    public static final String FILE = "search.json";

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    private SearchJson() {}

    static String write(SearchResult search) {
        try {
            return JSON.writeValueAsString(search) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of numbers and texts can always be written", e);
        }
    }

    /** @throws JsonProcessingException if the text is not a search */
    public static SearchResult read(String json) throws JsonProcessingException {
        return JSON.readValue(json, SearchResult.class);
    }
}
