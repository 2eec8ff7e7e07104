package dev.plimsoll.model.verdict;

import java.util.Objects;

/**
 * One judged statement about the target.
 *
 * @param id stable identifier, dotted: {@code limit.concurrent-connections.accepted}
 * @param title what was checked, for people
 * @param expected what should be
 * @param observed what was measured
 * @param source where the expectation comes from: a document and section, or the scenario
 */
public record Check(String id, String title, Verdict verdict, String expected, String observed, String source) {
    public Check {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(observed, "observed");
        Objects.requireNonNull(source, "source");
    }

    /** A check whose verdict is PASS if {@code holds}, else FAIL. */
    public static Check of(String id, String title, boolean holds, String expected, String observed, String source) {
        return new Check(id, title, holds ? Verdict.PASS : Verdict.FAIL, expected, observed, source);
    }
}
