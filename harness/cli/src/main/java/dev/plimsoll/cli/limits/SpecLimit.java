package dev.plimsoll.cli.limits;

import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitUnit;
import dev.plimsoll.model.limit.LimitVerdict;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.limit.Provenance;
import dev.plimsoll.model.limit.Quantity;
import dev.plimsoll.model.limit.Reaction;
import dev.plimsoll.model.limit.Source;
import dev.plimsoll.model.scenario.LimitSpec;
import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A limit that stands in the scenario itself: its boundary is tried from one side and the other, nothing more. */
public final class SpecLimit {
    private SpecLimit() {}

    public static Limit of(LimitSpec spec) {
        return new Limit(
                spec.id(),
                spec.title(),
                "open connections",
                Optional.of(new Quantity(spec.documented(), LimitUnit.CONNECTIONS)),
                List.of(new Reaction.Close(spec.closeCode(), false)),
                "",
                new Source(spec.source(), "", Provenance.DOCUMENTED),
                List.of(),
                "concurrent-boundary",
                Map.of("beyond", spec.beyond(), "phases", List.of("boundary"), "frees", "2s", "timeout", "10s"),
                Map.of(),
                List.of());
    }

    /** A check for each part, and one for a reason that is no part's. */
    public static List<Check> checks(LimitSpec spec, LimitVerdict found) {
        List<Check> checks = new ArrayList<>(
                found.parts().stream().map(part -> check(spec, part)).toList());
        if (found.parts().stream().noneMatch(part -> part.verdict() == found.verdict())) {
            checks.add(notProbed(spec, found.verdict(), found.reason()));
        }
        return checks;
    }

    public static Check notProbed(LimitSpec spec, Verdict verdict, String why) {
        String expected = "boundary at " + spec.documented();
        return new Check("limit." + spec.id(), spec.title(), verdict, expected, why, spec.source());
    }

    private static Check check(LimitSpec spec, Part part) {
        return new Check(
                "limit." + spec.id() + "." + part.id(),
                spec.title() + ": " + part.title(),
                part.verdict(),
                part.expected(),
                part.observed(),
                spec.source());
    }
}
