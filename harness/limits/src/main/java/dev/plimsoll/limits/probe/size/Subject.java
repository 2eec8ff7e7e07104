package dev.plimsoll.limits.probe.size;

import dev.plimsoll.document.Fault;
import dev.plimsoll.document.Nearest;
import dev.plimsoll.document.Wording;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What it is that must not be too large. */
enum Subject {
    /** A whole frame. */
    FRAME("frame"),
    /** The text of a frame that the filler stands in. */
    FIELD("field"),
    /** The JSON of a claim of a token. */
    CLAIM("claim"),
    /** The body of a REST call. */
    BODY("body");

    private final String label;

    Subject(String label) {
        this.label = label;
    }

    static Optional<Subject> of(String label) {
        return Arrays.stream(values())
                .filter(subject -> subject.label.equals(label))
                .findFirst();
    }

    static Subject read(String label, String pointer, Consumer<Fault> faults) {
        return of(label).orElseGet(() -> {
            List<String> known =
                    Arrays.stream(values()).map(subject -> subject.label).toList();
            faults.accept(new Fault(
                    pointer, Wording.show(label) + " is nothing that has a size here", Nearest.hint(label, known)));
            return FRAME;
        });
    }
}
