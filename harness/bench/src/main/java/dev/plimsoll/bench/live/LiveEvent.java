package dev.plimsoll.bench.live;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the process of the run that is looked at answers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LiveEvent.Rehearsed.class, name = "rehearsed"),
    @JsonSubTypes.Type(value = LiveEvent.Shown.class, name = "shown"),
    @JsonSubTypes.Type(value = LiveEvent.Hidden.class, name = "hidden")
})
sealed interface LiveEvent {
    record Rehearsed() implements LiveEvent {}

    /** @param url the page's */
    record Shown(String url) implements LiveEvent {}

    /** @param dropped points for which the page had no room */
    record Hidden(long dropped) implements LiveEvent {}
}
