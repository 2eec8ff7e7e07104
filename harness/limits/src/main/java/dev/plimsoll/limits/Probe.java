package dev.plimsoll.limits;

import dev.plimsoll.document.Fault;
import dev.plimsoll.limits.facts.Fact;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.limits.pack.Parameter;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.limit.Cost;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitUnit;
import dev.plimsoll.model.limit.LimitVerdict;
import java.util.List;
import java.util.Set;

/**
 * Puts limits of one shape to the test. Probes are few and general: what differs between providers stands in packs. A probe
 * has no state; one instance serves every limit that names it.
 */
public interface Probe {
    /** As packs name it: {@code concurrent-boundary}. */
    String id();

    /** What it does, in a sentence. */
    String purpose();

    /** Which units the documented value may have; empty if it takes no value. */
    Set<LimitUnit> units();

    /** Whether a limit without a documented value is refused. */
    default boolean needsValue() {
        return !units().isEmpty();
    }

    /**
     * Whether it can look for a limit that is not documented: its verdict has parts whose ids begin with {@code accepted},
     * and they fail if the value is larger than what is accepted.
     */
    default boolean searches() {
        return false;
    }

    /** What else a pack may say; everything else is refused. */
    List<Parameter> parameters();

    /**
     * What is wrong with a limit although its unit and parameters are well formed, at pointers below the limit's own:
     * {@code /reactions}.
     */
    default List<Fault> faults(Limit limit) {
        return List.of();
    }

    /** What must be known of the target; a limit whose facts are missing is SKIPPED. */
    Set<Fact> needs(Limit limit);

    /** What it uses of the target, at most. Pure. */
    Cost cost(Limit limit, TargetFacts target);

    /** Whether it uses up, on purpose, what others share: then it runs only against a target that nobody else uses. */
    default boolean exhausts(Limit limit) {
        return false;
    }

    /** What a person should know before it runs, in sentences: what stays at the target, who else is held up. Pure. */
    default List<String> remarks(Limit limit) {
        return List.of();
    }

    /**
     * Probes and judges. Blocks; what it opened is closed when it returns, whatever happened. A failure of the target is a
     * verdict, never an exception.
     *
     * @throws InterruptedException as soon as the stage says so: the run is to end
     */
    LimitVerdict run(Limit limit, Stage stage) throws InterruptedException;
}
