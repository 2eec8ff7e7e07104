package dev.plimsoll.bench.telemetry;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the benchmark tells the process that feeds a pipeline. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FeedOrder.Feed.class, name = "feed"),
    @JsonSubTypes.Type(value = FeedOrder.Enter.class, name = "enter"),
    @JsonSubTypes.Type(value = FeedOrder.End.class, name = "end")
})
sealed interface FeedOrder {
    /**
     * Begin.
     *
     * @param folder the spool's
     * @param server of InfluxDB 1.x
     * @param rate points a second
     */
    record Feed(String folder, String server, String database, double rate) implements FeedOrder {}

    record Enter(Phase phase) implements FeedOrder {}

    /** Hand over no more, bring away what is there, and tell. */
    record End() implements FeedOrder {}
}
