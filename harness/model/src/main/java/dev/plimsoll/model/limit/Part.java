package dev.plimsoll.model.limit;

import dev.plimsoll.model.verdict.Verdict;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * One thing that a probe found about a limit.
 *
 * @param id unique among the parts of a verdict: {@code accepted}
 * @param observed what happened; of a part that was not carried out, why
 */
public record Part(String id, String title, Verdict verdict, String expected, String observed) {
    public Part {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(observed, "observed");
    }

    public static Part of(String id, String title, boolean holds, String expected, String observed) {
        return new Part(id, title, holds ? Verdict.PASS : Verdict.FAIL, expected, observed);
    }

    /** With what was expected and observed told in another way: without secrets. */
    public Part told(UnaryOperator<String> how) {
        return new Part(id, title, verdict, how.apply(expected), how.apply(observed));
    }

    /** If it failed, it is INVALID: the reason may have been another than the target. */
    Part excused(String why) {
        return verdict == Verdict.FAIL ? new Part(id, title, Verdict.INVALID, expected, observed + "; " + why) : this;
    }

    /** One that was not carried out. */
    public static Part skipped(String id, String title, String expected, String why) {
        return new Part(id, title, Verdict.SKIPPED, expected, why);
    }
}
