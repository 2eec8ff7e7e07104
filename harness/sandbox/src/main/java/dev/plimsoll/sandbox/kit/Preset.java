package dev.plimsoll.sandbox.kit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A role that participants have.
 *
 * @param content the name, configuration, permissions and design as they were given
 */
record Preset(String id, ObjectNode content, Instant createdAt) {
    String name() {
        return content.get("name").asText();
    }
}
