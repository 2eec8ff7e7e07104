package dev.plimsoll.bench.live;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the benchmark tells the process of the run that is looked at. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LiveOrder.Rehearse.class, name = "rehearse"),
    @JsonSubTypes.Type(value = LiveOrder.Begin.class, name = "begin"),
    @JsonSubTypes.Type(value = LiveOrder.Show.class, name = "show"),
    @JsonSubTypes.Type(value = LiveOrder.Hide.class, name = "hide")
})
sealed interface LiveOrder {
    /**
     * Make ready.
     *
     * @param folder for what the run writes
     * @param callPoints points of calls a second, beside those of the load
     */
    record Rehearse(String folder, int callPoints) implements LiveOrder {}

    record Begin() implements LiveOrder {}

    /** Serve the page from now on. */
    record Show() implements LiveOrder {}

    /** Serve it no more. */
    record Hide() implements LiveOrder {}
}
