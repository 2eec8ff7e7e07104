package dev.plimsoll.bench.telemetry;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.plimsoll.bench.measure.Reading;
import java.util.List;

/** What the process that feeds a pipeline tells the benchmark. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FeedEvent.Feeding.class, name = "feeding"),
    @JsonSubTypes.Type(value = FeedEvent.Fed.class, name = "fed")
})
sealed interface FeedEvent {
    /** Points are handed over from now on. */
    record Feeding() implements FeedEvent {}

    /**
     * The end.
     *
     * @param accepted points that were handed over and not dropped
     * @param packetsSent the sum of that field over all points that were handed over
     * @param trouble what the pipeline said last of its disk and its server; empty if nothing
     */
    record Fed(List<Reading> readings, long accepted, long dropped, double packetsSent, String trouble)
            implements FeedEvent {
        public Fed {
            readings = List.copyOf(readings);
        }
    }
}
