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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({"0.9, PASS", "1.1, INVALID"})
    void agents_that_were_too_slow_to_send_their_media_say_nothing_of_the_target(double lostPercent, Verdict expected) {
        List<Check> checks = checks(
                new TelemetryResult(1_000, 1_000, 0, 0, 0),
                new GeneratorResult(null, null, 0, null, null, lostPercent, List.of()));

        assertThat(checks)
                .filteredOn(check -> check.id().equals("generator.media"))
                .singleElement()
                .satisfies(check -> assertThat(check.verdict()).isEqualTo(expected));
    }

    private static Verdict overall(List<Check> checks) {
        return Verdict.overall(checks.stream().map(Check::verdict).toList());
    }

    private static List<Check> checks(TelemetryResult telemetry) {
        return checks(telemetry, new GeneratorResult(null, null, 0, null, null, null, List.of()));
    }

    private static List<Check> checks(TelemetryResult telemetry, GeneratorResult generator) {
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
                generator,
                null,
                null,
                null);
        return Evaluation.checks(SCENARIO, result, List.of(), List.of());
    }
}
