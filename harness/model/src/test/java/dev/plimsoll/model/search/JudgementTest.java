package dev.plimsoll.model.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.search.KneeSearch.Outcome;
import dev.plimsoll.model.verdict.RunMetric;
import dev.plimsoll.model.verdict.Verdict;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static final String[] USUAL = {
        "signalling.deliveryMs.p99 < 250ms",
        "signalling.connectMs.p99 < 25ms",
        "signalling.lost == 0",
        "signalling.timedOut == 0",
        "signalling.rejected == 0"
    };

    private static Judgement of(Runs run, String... expectations) {
        return Judgement.of(run.judged(expectations));
    }

    private static void gave(Judgement judgement, String why) {
        assertThat(judgement).isEqualTo(new Judgement(Outcome.GAVE, why));
    }

    private static void invalid(Judgement judgement, String why) {
        assertThat(judgement).isEqualTo(new Judgement(Outcome.INVALID, why));
    }

    @Test
    void a_run_whose_expectations_hold_has_held() {
        assertThat(of(new Runs(), "signalling.lost == 0")).isEqualTo(new Judgement(Outcome.HELD, ""));
    }

    @Test
    void latency_is_told_with_metric_bound_and_value() {
        gave(
                of(new Runs().deliveryMsP99(312.0), "signalling.deliveryMs.p99 < 250ms"),
                "latency: signalling.deliveryMs.p99 312.00 ms, expected < 250ms");
    }

    @Test
    void rejections_outweigh_timeouts_losses_and_latency() {
        Runs run = new Runs().deliveryMsP99(900.0).lost(3).timedOut(2).rejected(7);

        gave(of(run, USUAL), "rejections: signalling.rejected 7, expected == 0 (7 \u00d7 4010)");
        gave(of(run.rejected(0), USUAL), "failed connects: signalling.timedOut 2, expected == 0");
        gave(of(run.timedOut(0), USUAL), "losses: signalling.lost 3, expected == 0");
        gave(of(run.lost(0), USUAL), "latency: signalling.connectMs.p99 30.00 ms, expected < 25ms");
    }

    @Test
    void a_connection_that_is_missing_was_rejected_if_any_was() {
        Runs run = new Runs().check("load.accepted", Verdict.FAIL, "100 accepted", "93 accepted");

        gave(of(run.rejected(7)), "rejections: load.accepted 93 accepted, expected 100 accepted (7 \u00d7 4010)");
        gave(of(run.rejected(0).timedOut(7)), "failed connects: load.accepted 93 accepted, expected 100 accepted");
    }

    @Test
    void a_run_that_is_invalid_says_nothing_of_the_target_whatever_else_failed() {
        Runs run =
                new Runs().rejected(7).check("generator.schedule-lag", Verdict.INVALID, "at most 250.0 ms", "612.0 ms");

        invalid(of(run, USUAL), "generator: generator.schedule-lag 612.0 ms, expected at most 250.0 ms");
        invalid(
                of(new Runs().check("sandbox.process", Verdict.INVALID, "no trouble", "it ended")),
                "evidence: sandbox.process it ended, expected no trouble");
    }

    @Test
    void an_expectation_of_the_generator_that_fails_is_the_generators() {
        invalid(
                of(new Runs().deliveryMsP99(900.0), "signalling.deliveryMs.p99 < 250ms", "generator.cpuIdleMin > 5"),
                "generator: generator.cpuIdleMin 3, expected > 5");
    }

    @Test
    void where_nothing_was_owed_nothing_is_known() {
        invalid(
                of(new Runs().silent(), "signalling.deliveryMs.p99 < 250ms"),
                "evidence: signalling.deliveryMs.p99 nothing was measured, expected < 250ms");
        gave(
                of(new Runs().silent().rejected(2), "signalling.deliveryMs.p99 < 250ms", "signalling.rejected == 0"),
                "rejections: signalling.rejected 2, expected == 0 (2 \u00d7 4010)");
    }

    @Test
    void where_deliveries_were_owed_and_none_came_the_target_gave() {
        gave(
                of(new Runs().lost(400).deliveryMsP99(null), "signalling.deliveryMs.p99 < 250ms"),
                "latency: signalling.deliveryMs.p99 nothing was measured, expected < 250ms");
    }

    @Test
    void every_metric_of_the_service_has_a_cause_of_its_own_kind() {
        assertThat(RunMetric.all()
                        .map(RunMetric::path)
                        .filter(path -> Judgement.Cause.of(path) == Judgement.Cause.OTHER))
                .allMatch(path -> path.startsWith("generator.")
                        || path.startsWith("telemetry.")
                        || path.equals("signalling.published")
                        || path.equals("signalling.storms.dutyBreaches"));
        assertThat(Judgement.Cause.of("signalling.ackMs.p99")).isEqualTo(Judgement.Cause.ACK_LATENCY);
    }
}
