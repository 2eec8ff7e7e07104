package dev.plimsoll.document;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something that is wrong at a JSON pointer of a document.
 *
 * @param what is wrong
 * @param hint what to do about it
 */
public record Fault(String pointer, String what, String hint) {
    /** Whether it is about this field, or about a map or list that the field is in. */
    public boolean covers(String field) {
        return (field + "/").startsWith(pointer + "/");
    }

    /** Those of {@code faults} that say nothing of what {@code told} already covers. */
    public static Stream<Fault> untold(List<Fault> faults, List<Fault> told) {
        return faults.stream().filter(fault -> told.stream().noneMatch(known -> known.covers(fault.pointer())));
    }

    /** As a sentence, for a document that is no file. */
    public String sentence() {
        return Wording.path(pointer) + ": " + what + "; " + hint;
    }
}
