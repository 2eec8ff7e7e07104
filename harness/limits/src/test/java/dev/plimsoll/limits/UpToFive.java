package dev.plimsoll.limits;

import dev.plimsoll.limits.facts.Fact;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.limits.pack.Parameter;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.limit.Cost;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitUnit;
import dev.plimsoll.model.limit.LimitVerdict;
import dev.plimsoll.model.limit.Part;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;

/** Finds that five are accepted and six are not, unless something befalls it. */
final class UpToFive implements Probe {
    private final LongPredicate undisturbed;

    UpToFive(LongPredicate undisturbed) {
        this.undisturbed = undisturbed;
    }

    @Override
    public String id() {
        return "up-to-five";
    }

    @Override
    public String purpose() {
        return "Serves a test.";
    }

    @Override
    public Set<LimitUnit> units() {
        return Set.of(LimitUnit.BYTES);
    }

    @Override
    public boolean searches() {
        return true;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public Set<Fact> needs(Limit limit) {
        return Set.of();
    }

    @Override
    public Cost cost(Limit limit, TargetFacts target) {
        return Cost.NONE;
    }

    @Override
    public LimitVerdict run(Limit limit, Stage stage) {
        long value = limit.documented().orElseThrow().value();
        boolean accepted = undisturbed.test(value) && value <= 5;
        return LimitVerdict.of(limit, List.of(Part.of("accepted", "as many", accepted, "accepted", "told")), List.of());
    }
}
