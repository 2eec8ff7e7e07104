package dev.plimsoll.limits.probe.authorisation;

import dev.plimsoll.document.Fault;
import dev.plimsoll.limits.Probe;
import dev.plimsoll.limits.facts.Fact;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.limits.pack.Parameter;
import dev.plimsoll.limits.pack.Parameter.Kind;
import dev.plimsoll.limits.pack.Parameters;
import dev.plimsoll.limits.probe.peer.PeerSpec;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.limit.Cost;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitUnit;
import dev.plimsoll.model.limit.LimitVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Who may do what where: each credential of a matrix tries each action on each channel. */
public final class Authorisation implements Probe {
    static final String PATIENCE = "patience";
    private static final Duration ONE_TRY = Duration.ofMillis(200);

    @Override
    public String id() {
        return "authorisation";
    }

    @Override
    public String purpose() {
        return "Tries actions on channels with credentials of different scope: what is granted must work, what is not must be "
                + "refused as written.";
    }

    @Override
    public Set<LimitUnit> units() {
        return Set.of();
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(Matrix.GRANTS, Kind.LIST, "credentials, and what each may and may not do"),
                Parameter.optional(PATIENCE, Kind.DURATION, "5s", "for an answer"));
    }

    @Override
    public List<Fault> faults(Limit limit) {
        List<Fault> faults = new ArrayList<>();
        Matrix.read(limit, faults::add);
        return faults;
    }

    private static Matrix matrix(Limit limit) {
        return Matrix.read(limit, fault -> {});
    }

    @Override
    public Set<Fact> needs(Limit limit) {
        Set<Fact> needs = EnumSet.of(Fact.SIGNALLING, Fact.SIGNING_KEY);
        for (Matrix.Grant grant : matrix(limit).grants()) {
            if (grant.as().kind() == PeerSpec.Kind.PUBLISHABLE) {
                needs.add(Fact.PUBLISHABLE_KEY);
            } else if (grant.as().kind() == PeerSpec.Kind.MINTED) {
                needs.add(Fact.REST);
            }
        }
        return needs;
    }

    /** What is refused may close the connection, so that each try may need another. */
    @Override
    public Cost cost(Limit limit, TargetFacts target) {
        Matrix matrix = matrix(limit);
        long tries = matrix.tries();
        long connects = 1 + matrix.grants().size() + matrix.closing();
        Duration time = target.connectRate()
                .withMargin()
                .timeFor(connects, target.sources().size())
                .plus(ONE_TRY.multipliedBy(tries + connects));
        return Cost.ofConnects(connects, matrix.grants().size() + 1, time)
                .withMessages(tries)
                .withRestCalls(matrix.grants().stream()
                        .filter(grant -> grant.as().kind() == PeerSpec.Kind.MINTED)
                        .count());
    }

    @Override
    public LimitVerdict run(Limit limit, Stage stage) throws InterruptedException {
        Duration patience = new Parameters(limit).duration(PATIENCE);
        try (Trying trying = new Trying(limit, matrix(limit), stage, patience)) {
            return LimitVerdict.of(limit, trying.parts(), stage.evidence().exchanges());
        }
    }
}
