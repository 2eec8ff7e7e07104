package dev.plimsoll.sandbox.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What a REST call came to. */
sealed interface Reply {
    /** @param paging of a list; empty for anything else */
    record Done(int status, JsonNode data, Optional<ObjectNode> paging) implements Reply {}

    /** @param status HTTP's, and the error code in the body */
    record Refused(int status, String message) implements Reply {}

    static Reply ok(JsonNode data) {
        return new Done(200, data, Optional.empty());
    }

    static Reply created(JsonNode data) {
        return new Done(201, data, Optional.empty());
    }

    static Reply noSuch(String what) {
        return new Refused(404, what + " not found");
    }

    static Reply conflict(String message) {
        return new Refused(409, message);
    }
}
