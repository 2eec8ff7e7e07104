package dev.plimsoll.limits.probe.size;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.limits.probe.peer.Names;
import dev.plimsoll.model.limit.LimitUnit;
import dev.plimsoll.signalling.probe.Filler;
import java.nio.charset.StandardCharsets;

/**
 * JSON of an exact size: a template in whose texts {@code {fill}} stands for as much filler as is needed. Pure.
 *
 * @param unit bytes of UTF-8, or UTF-16 units, as most services count characters
 * @param filler what it is filled with
 */
record Filled(JsonNode template, Names names, LimitUnit unit, Filler filler) {
    static final String FILL = "fill";

    /** The JSON whose whole text has the size; empty filler if it is as large without any. */
    JsonNode whole(long size) {
        return with(size - sizeOf(with(0).toString()));
    }

    /** The JSON in which the text with the filler in it has the size. */
    JsonNode ofText(long size) {
        return with(size - sizeOf(fillText(template, names.with(FILL, ""))));
    }

    private JsonNode with(long filled) {
        return names.with(FILL, filler(Math.toIntExact(Math.max(0, filled)))).json(template);
    }

    /** ASCII makes up what the filler's characters cannot. */
    private String filler(int size) {
        if (unit == LimitUnit.BYTES) {
            return filler.text(size);
        }
        String one = filler.text(bytesOfOne());
        return one.repeat(size / one.length()) + "x".repeat(size % one.length());
    }

    private int bytesOfOne() {
        return switch (filler) {
            case ASCII -> 1;
            case TWO_BYTES -> 2;
            case THREE_BYTES -> 3;
            case FOUR_BYTES -> 4;
        };
    }

    private long sizeOf(String text) {
        return unit == LimitUnit.BYTES ? text.getBytes(StandardCharsets.UTF_8).length : text.length();
    }

    /** The text with the filler in it; empty if there is none. */
    private static String fillText(JsonNode node, Names names) {
        if (node.isTextual()) {
            return node.textValue().contains("{" + FILL + "}") ? names.text(node.textValue()) : "";
        }
        for (JsonNode child : node) {
            String found = fillText(child, names);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "";
    }
}
