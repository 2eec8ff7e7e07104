package dev.plimsoll.limits.detection;

import dev.plimsoll.sandbox.fault.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A limit that must be reported as broken where a fault is planted.
 *
 * @param part of the limit's verdict, where it is told; a limit without parts of its own has none
 */
record Detection(Fault fault, String pack, String limit, Optional<String> part) {
    /** The lines of detection.csv. */
    static List<Detection> all() {
        try (InputStream in = Detection.class.getResourceAsStream("/detection.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(", ", -1))
                    .map(Detection::of)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("detection.csv cannot be read", e);
        }
    }

    private static Detection of(String... words) {
        return new Detection(
                Fault.of(words[0]).orElseThrow(() -> new IllegalStateException("no fault is called " + words[0])),
                words[1],
                words[2],
                words.length > 3 ? Optional.of(words[3]) : Optional.empty());
    }

    @Override
    public String toString() {
        return fault.id() + " fails " + pack + "." + limit
                + part.map(id -> ", " + id).orElse("");
    }
}
