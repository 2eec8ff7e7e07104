package dev.plimsoll.model.limit;

import dev.plimsoll.model.verdict.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What became of one limit.
 *
 * @param reason why it is SKIPPED or INVALID; empty otherwise
 * @param observed what happened, for people
 * @param parts what the verdict is made of; may be empty
 * @param evidence what was sent and received, the first and the last of it if it was much
 * @param spread of a limit that was searched for
 */
public record LimitVerdict(
        Limit limit,
        Verdict verdict,
        String reason,
        String observed,
        List<Part> parts,
        List<Exchange> evidence,
        Optional<Spread> spread) {
    private static final int FEW = 8;

    public LimitVerdict {
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(observed, "observed");
        parts = List.copyOf(parts);
        evidence = List.copyOf(evidence);
        Objects.requireNonNull(spread, "spread");
    }

    /** Not carried out, or without a result. */
    public static LimitVerdict without(Limit limit, Verdict verdict, String reason, List<Exchange> evidence) {
        return new LimitVerdict(limit, verdict, reason, reason, List.of(), evidence, Optional.empty());
    }

    /**
     * Made of parts. It passes only if a part did, and none did otherwise: a part that was skipped because the target's
     * behaviour gave no occasion stands beside one that failed, and a part that lacked a fact is told.
     */
    public static LimitVerdict of(Limit limit, List<Part> parts, List<Exchange> evidence) {
        Verdict verdict = Verdict.overall(parts.stream().map(Part::verdict).toList());
        return new LimitVerdict(
                limit, verdict, reason(verdict, parts), observed(parts), parts, evidence, Optional.empty());
    }

    /** Of many parts only those that matter. */
    private static String observed(List<Part> parts) {
        List<Part> told = parts.size() <= FEW
                ? parts
                : parts.stream().filter(part -> part.verdict() != Verdict.PASS).toList();
        String text =
                told.stream().map(part -> part.id() + ": " + part.observed()).collect(Collectors.joining("; "));
        return text.isEmpty() ? "all " + parts.size() + " parts are as documented" : text;
    }

    private static String reason(Verdict verdict, List<Part> parts) {
        return verdict == Verdict.PASS || verdict == Verdict.FAIL
                ? ""
                : parts.stream()
                        .filter(part -> part.verdict() == verdict)
                        .map(Part::observed)
                        .collect(Collectors.joining("; "));
    }

    public LimitVerdict withSpread(Spread found) {
        return new LimitVerdict(limit, verdict, reason, observed, parts, evidence, Optional.of(found));
    }

    /** With everything that was observed told in another way: without secrets. */
    public LimitVerdict told(UnaryOperator<String> how) {
        List<Part> others = parts.stream().map(part -> part.told(how)).toList();
        return new LimitVerdict(limit, verdict, how.apply(reason), how.apply(observed), others, evidence, spread);
    }

    /** With another verdict, for a reason that only came up afterwards. If nothing can be said, no part failed either. */
    public LimitVerdict turned(Verdict other, String why) {
        List<Part> others = other == Verdict.INVALID
                ? parts.stream().map(part -> part.excused(why)).toList()
                : parts;
        return new LimitVerdict(limit, other, why, observed + "; " + why, others, evidence, spread);
    }
}
