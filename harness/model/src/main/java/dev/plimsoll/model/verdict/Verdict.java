package dev.plimsoll.model.verdict;

import java.util.Collection;

/** What a check came to. */
public enum Verdict {
    PASS,
    /** The target did not do what was expected of it. */
    FAIL,
    /** The generator was the bottleneck, or evidence is missing: nothing can be said of the target. */
    INVALID,
    /** Not carried out; the reason is in the check. */
    SKIPPED;

    /**
     * The verdict over many checks. INVALID outweighs FAIL, because a failure that an overloaded generator measured says
     * nothing; SKIPPED counts only where nothing else was decided.
     */
    public static Verdict overall(Collection<Verdict> verdicts) {
        if (verdicts.contains(INVALID)) {
            return INVALID;
        }
        if (verdicts.contains(FAIL)) {
            return FAIL;
        }
        return verdicts.contains(PASS) ? PASS : SKIPPED;
    }
}
