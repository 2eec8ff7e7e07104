package dev.plimsoll.model.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.result.GeneratorResult;
import dev.plimsoll.model.result.RunResult;
import dev.plimsoll.model.result.TelemetryResult;
import dev.plimsoll.model.verdict.ExpectationParser.Parsed;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationTest {
    @ParameterizedTest
    @CsvSource({
        "telemetry.lost == 3, PASS",
        "telemetry.lost != 3, FAIL",
        "telemetry.lost < 3, FAIL",
        "telemetry.lost <= 3, PASS",
        "telemetry.lost > 2, PASS",
        "telemetry.lost >= 4, FAIL",
        "generator.gcPauseMaxMs < 1s, PASS",
        "generator.gcPauseMaxMs < 50ms, FAIL",
        "signalling.lost == 0, FAIL",
        "agents.byTransport.udp.rttMs < 1s, FAIL",
        "generator.scheduleLagP99Ms < 1s, FAIL",
        "generator.mediaLostPercent <= 1, FAIL"
    })
    void an_expectation_is_judged_by_what_was_measured(String text, Verdict verdict) {
        Parsed parsed = ExpectationParser.parse(text);

        assertThat(parsed).isInstanceOf(Parsed.Valid.class);
        assertThat(((Parsed.Valid) parsed).expectation().judge(result()).verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "signalling.lsot == 0, did you mean signalling.lost?",
        "signalling.lost, write <metric> <comparison> <bound>",
        "signalling.lost = 0, write <metric> <comparison> <bound>",
        "signalling.lost == none, write signalling.lost == 0",
        "signalling.ackMs.p99 < 5, write signalling.ackMs.p99 < 250ms"
    })
    void what_is_wrong_with_an_expectation_is_told_with_what_would_be_right(String text, String hint) {
        assertThat(ExpectationParser.parse(text))
                .isInstanceOfSatisfying(
                        Parsed.Wrong.class, wrong -> assertThat(wrong.hint()).contains(hint));
    }

    @Property
    void no_text_makes_the_parser_throw(@ForAll String text) {
        assertThat(ExpectationParser.parse(text)).isNotNull();
    }

    @Test
    void invalid_outweighs_fail_and_fail_outweighs_pass() {
        assertThat(Verdict.overall(List.of(Verdict.PASS, Verdict.FAIL, Verdict.INVALID)))
                .isEqualTo(Verdict.INVALID);
        assertThat(Verdict.overall(List.of(Verdict.PASS, Verdict.SKIPPED, Verdict.FAIL)))
                .isEqualTo(Verdict.FAIL);
        assertThat(Verdict.overall(List.of(Verdict.SKIPPED, Verdict.PASS))).isEqualTo(Verdict.PASS);
        assertThat(Verdict.overall(List.of())).isEqualTo(Verdict.SKIPPED);
    }

    private static RunResult result() {
        return new RunResult(
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
                new TelemetryResult(10, 7, 0, 0, 3),
                new GeneratorResult(null, null, 80, null, null, 1.5, List.of()),
                null,
                null,
                null);
    }
}
