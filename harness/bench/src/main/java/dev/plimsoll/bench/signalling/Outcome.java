package dev.plimsoll.bench.signalling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.model.result.Percentiles;

/**
 * What a contender says of its own work, as its last line.
 *
 * @param accepted connects that got their welcome, of all
 * @param expected deliveries that it was owed; 0 if it keeps no accounts
 * @param received deliveries it got, those around a subscriber's joining or leaving included
 */
public record Outcome(
        long attempted,
        long accepted,
        long published,
        long acked,
        long expected,
        long lost,
        long duplicates,
        long received,
        Percentiles connectMs,
        Percentiles ackMs,
        Percentiles deliveryMs,
        Percentiles lagMs) {
    private static final String MARK = "OUTCOME ";
    private static final ObjectMapper JSON = new ObjectMapper();

    void print() throws JsonProcessingException {
        System.out.println(MARK + JSON.writeValueAsString(this));
    }

    /** Reads what a process printed. */
    static Outcome of(String output) throws JsonProcessingException {
        String line = output.lines()
                .filter(text -> text.startsWith(MARK))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the contender ended without an outcome:\n" + output));
        return JSON.readValue(line.substring(MARK.length()), Outcome.class);
    }
}
