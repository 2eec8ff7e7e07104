package dev.plimsoll.model.scenario;

import java.util.Objects;

/**
 * A documented limit on open connections, and how its boundary is probed.
 *
 * @param documented the last connection that must be accepted is this one
 * @param beyond how many more are attempted
 * @param closeCode how each of those must be closed before its welcome
 * @param source document and section that state the limit
 */
public record LimitSpec(String id, String title, int documented, int beyond, int closeCode, String source) {
    public LimitSpec {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(source, "source");
    }
}
