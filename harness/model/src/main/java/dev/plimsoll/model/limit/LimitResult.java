package dev.plimsoll.model.limit;

import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import java.util.List;

/**
 * One line of the matrix of limits, as {@code result.json} holds it.
 *
 * @param id unique in the run: {@code limit.<pack>.<limit>}; the same as that of its {@link Check}
 * @param documented value and reaction, and how they were scaled for the target
 * @param spread null unless the limit was searched for
 */
public record LimitResult(
        String id,
        String pack,
        String title,
        String subject,
        Verdict verdict,
        String reason,
        String documented,
        String observed,
        String recovery,
        String source,
        String probe,
        List<String> behaviours,
        List<Part> parts,
        List<Exchange> evidence,
        Spread spread) {
    public LimitResult {
        behaviours = List.copyOf(behaviours);
        parts = List.copyOf(parts);
        evidence = List.copyOf(evidence);
    }

    public static LimitResult of(String pack, LimitVerdict found) {
        Limit limit = found.limit();
        return new LimitResult(
                "limit." + pack + "." + limit.id(),
                pack,
                limit.title(),
                limit.subject(),
                found.verdict(),
                found.reason(),
                limit.documentedText(),
                found.observed(),
                limit.recovery(),
                limit.source().text(),
                limit.probe(),
                limit.behaviours(),
                found.parts(),
                found.evidence(),
                found.spread().orElse(null));
    }

    /** The judged statement that decides over the run, one a limit. */
    public Check check() {
        return new Check(id, title, verdict, documented, observed, source);
    }
}
