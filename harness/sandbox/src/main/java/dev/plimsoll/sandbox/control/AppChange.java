package dev.plimsoll.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What of an app is changed while the sandbox runs.
 *
 * @param suspended whether its connects are closed with 4012
 * @param origins that the publishable key may be used from; none means any
 */
public record AppChange(Optional<Boolean> suspended, Optional<List<String>> origins) {

    /** Empty if it says nothing, or something that is not of its kind. */
    static Optional<AppChange> read(ObjectNode body) {
        JsonNode suspended = body.path("suspended");
        JsonNode origins = body.path("origins");
        boolean sound = (suspended.isMissingNode() || suspended.isBoolean())
                && (origins.isMissingNode() || isTexts(origins))
                && !(suspended.isMissingNode() && origins.isMissingNode());
        return sound
                ? Optional.of(new AppChange(
                        suspended.isMissingNode() ? Optional.empty() : Optional.of(suspended.booleanValue()),
                        origins.isMissingNode() ? Optional.empty() : Optional.of(texts(origins))))
                : Optional.empty();
    }

    private static boolean isTexts(JsonNode node) {
        return node.isArray() && StreamSupport.stream(node.spliterator(), false).allMatch(JsonNode::isTextual);
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }
}
