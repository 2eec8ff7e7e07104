package dev.plimsoll.simulations.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What a message of the load carries in its data, so that whoever receives it can tell it from all others and knows how long
 * it was on its way.
 *
 * @param sequence of its publisher on its channel, from 0
 * @param intendedNanos when the schedule wanted it, by {@link System#nanoTime()}
 */
public record Mark(int sequence, long intendedNanos) {
    static final String SEQUENCE = "s";
    static final String INTENDED = "t";
    static final String FILLER = "f";

    /** @param filler brings it to the size that the scenario wants */
    public ObjectNode data(String filler) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(SEQUENCE, sequence)
                .put(INTENDED, intendedNanos)
                .put(FILLER, filler);
    }

    /** Empty if the data is none of the load's. */
    public static Optional<Mark> of(JsonNode data) {
        return data.path(SEQUENCE).isInt() && data.path(INTENDED).isNumber()
                ? Optional.of(new Mark(
                        data.get(SEQUENCE).intValue(), data.get(INTENDED).longValue()))
                : Optional.empty();
    }
}
