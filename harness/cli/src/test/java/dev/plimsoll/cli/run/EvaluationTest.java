package dev.plimsoll.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.result.GeneratorResult;
import dev.plimsoll.model.result.RunResult;
import dev.plimsoll.model.result.TelemetryResult;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final Scenario SCENARIO = Scenario.ofPacks("s", "", new Target.Sandbox(Map.of()), List.of());

    @Test
    void a_run_that_lost_a_point_is_invalid_and_says_how_many() {
        List<Check> checks = checks(new TelemetryResult(1_000, 997, 0, 0, 3));

        assertThat(checks)
                .filteredOn(check -> check.id().equals("telemetry.complete"))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.verdict()).isEqualTo(Verdict.INVALID);
                    assertThat(check.observed()).isEqualTo("3 lost of 1000");
                });
        assertThat(Evaluation.exitCode(overall(checks))).isEqualTo(ExitCode.INVALID);
    }

    @Test
    void points_that_are_safe_but_not_uploaded_take_nothing_from_a_run() {
        assertThat(overall(checks(new TelemetryResult(1_000, 1_000, 10, 5, 0)))).isEqualTo(Verdict.PASS);
    }

    private static Verdict overall(List<Check> checks) {
        return Verdict.overall(checks.stream().map(Check::verdict).toList());
    }

    private static List<Check> checks(TelemetryResult telemetry) {
        RunResult result = new RunResult(
                "r",
                "s",
                "",
                Verdict.PASS,
                0,
                "",
                0,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                telemetry,
                new GeneratorResult(null, null, 0, null, null, List.of()),
                null,
                null,
                null);
        return Evaluation.checks(SCENARIO, result, List.of(), List.of());
    }
}
