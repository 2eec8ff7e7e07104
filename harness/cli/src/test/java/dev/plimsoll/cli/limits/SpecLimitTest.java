package dev.plimsoll.cli.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plimsoll.model.limit.LimitVerdict;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.scenario.LimitSpec;
import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpecLimitTest {
    private static final LimitSpec SPEC = new LimitSpec("open", "Open connections", 600, 5, 4010, "docs");
    private static final Part HELD = Part.of("accepted", "600 are accepted", true, "all", "600");
    private static final Part GAVE = Part.of("beyond", "no more are", false, "none", "1");

    @Test
    void each_part_is_a_check() {
        assertThat(SpecLimit.checks(SPEC, found(HELD, GAVE)))
                .extracting(Check::id, Check::verdict)
                .containsExactly(tuple("limit.open.accepted", Verdict.PASS), tuple("limit.open.beyond", Verdict.FAIL));
    }

    @Test
    void what_failed_for_another_reason_than_the_target_is_no_failed_check() {
        List<Check> checks =
                SpecLimit.checks(SPEC, found(HELD, GAVE).turned(Verdict.INVALID, "this machine stood still"));

        assertThat(checks).extracting(Check::verdict).containsExactly(Verdict.PASS, Verdict.INVALID);
        assertThat(checks.get(1).observed()).isEqualTo("1; this machine stood still");
    }

    @Test
    void a_reason_that_is_no_part_s_is_a_check_of_its_own() {
        List<Check> checks =
                SpecLimit.checks(SPEC, found(HELD).turned(Verdict.INVALID, "the app's messages are used up"));

        assertThat(checks)
                .extracting(Check::id, Check::verdict)
                .containsExactly(tuple("limit.open.accepted", Verdict.PASS), tuple("limit.open", Verdict.INVALID));
        assertThat(checks.get(1).observed()).isEqualTo("the app's messages are used up");
    }

    @Test
    void a_limit_that_was_not_probed_is_one_check() {
        LimitVerdict skipped = LimitVerdict.without(SpecLimit.of(SPEC), Verdict.SKIPPED, "interrupted", List.of());

        assertThat(SpecLimit.checks(SPEC, skipped))
                .extracting(Check::id, Check::verdict, Check::observed)
                .containsExactly(tuple("limit.open", Verdict.SKIPPED, "interrupted"));
    }

    private static LimitVerdict found(Part... parts) {
        return LimitVerdict.of(SpecLimit.of(SPEC), List.of(parts), List.of());
    }
}
