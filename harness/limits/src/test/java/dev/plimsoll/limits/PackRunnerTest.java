package dev.plimsoll.limits;

import static dev.plimsoll.limits.Limits.limit;
import static dev.plimsoll.limits.Limits.pack;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.limits.Limits.Act;
import dev.plimsoll.limits.Limits.Scripted;
import dev.plimsoll.limits.facts.Fact;
import dev.plimsoll.limits.facts.QuotaGauge;
import dev.plimsoll.limits.stage.Purse;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.limits.stage.Surroundings;
import dev.plimsoll.limits.stage.TargetSilent;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitPack;
import dev.plimsoll.model.limit.LimitVerdict;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.limit.Reaction;
import dev.plimsoll.model.limit.Spread;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PackRunnerTest {
    private static final Scripted FINE = Scripted.of("fine", stage -> {});

    private final List<String> begun = new ArrayList<>();

    @Test
    void limits_are_probed_in_order_and_each_has_a_verdict() {
        List<LimitVerdict> verdicts = run(pack(limit("a", "fine"), limit("b", "fine")), FINE);

        assertThat(begun).containsExactly("a", "b");
        assertThat(verdicts).extracting(LimitVerdict::verdict).containsExactly(Verdict.PASS, Verdict.PASS);
    }

    @Test
    void a_fact_that_is_missing_makes_a_limit_skipped_with_its_reason() {
        Scripted needsMuch = new Scripted("turn", Set.of(Fact.TURN, Fact.REST), 0, false, stage -> {});
        List<LimitVerdict> verdicts = run(pack(limit("a", "turn"), limit("b", "fine")), needsMuch, FINE);

        assertThat(verdicts.get(0).verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(verdicts.get(0).reason()).isEqualTo("the target has no REST endpoint with a key and no TURN server");
        assertThat(verdicts.get(1).verdict()).isEqualTo(Verdict.PASS);
        assertThat(begun).containsExactly("b");
    }

    @Test
    void the_first_sign_that_a_shared_quota_is_used_up_stops_the_rest() {
        Scripted meets = Scripted.of("meets", stage -> stage.quota().heard("over_message_quota"));
        List<LimitVerdict> verdicts =
                run(pack(limit("a", "fine"), limit("b", "meets"), limit("c", "fine")), meets, FINE);

        assertThat(verdicts)
                .extracting(LimitVerdict::verdict)
                .containsExactly(Verdict.PASS, Verdict.INVALID, Verdict.SKIPPED);
        assertThat(verdicts.get(2).reason()).contains("the app's messages are used up", "while b was probed");
        assertThat(begun).containsExactly("a", "b");
    }

    @Test
    void a_quota_that_the_limit_is_about_is_no_such_sign() {
        Scripted meets = Scripted.of("meets", stage -> stage.quota().heard("over_message_quota"));
        LimitPack pack =
                pack(limit("a", "meets", new Reaction.ErrorFrame("over_message_quota", true)), limit("b", "fine"));

        assertThat(run(pack, meets, FINE))
                .extracting(LimitVerdict::verdict)
                .containsExactly(Verdict.PASS, Verdict.PASS);
    }

    @Test
    void a_probe_that_may_send_more_than_the_plan_has_left_is_skipped() {
        Scripted sends = new Scripted("sends", Set.of(Fact.SIGNALLING), 100, false, stage -> {});
        Surroundings shared = Limits.at(Limits.signallingAlone(false), () -> new QuotaGauge.Reading.Left(99));

        LimitVerdict verdict = runner(shared, sends).run(limit("a", "sends"));

        assertThat(verdict.verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(verdict.reason()).isEqualTo("it may send 100 messages, and the plan has 99 left");
        assertThat(runner(Limits.at(Limits.signallingAlone(false), () -> new QuotaGauge.Reading.Left(100)), sends)
                        .run(limit("a", "sends"))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void a_plan_that_cannot_be_read_lets_nothing_be_sent_that_counts() {
        Scripted sends = new Scripted("sends", Set.of(Fact.SIGNALLING), 100, false, stage -> {});
        Surroundings blind =
                Limits.at(Limits.signallingAlone(false), () -> new QuotaGauge.Reading.Unreadable("HTTP 500"));

        LimitVerdict verdict = runner(blind, sends).run(limit("a", "sends"));

        assertThat(verdict.verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(verdict.reason())
                .isEqualTo("it may send 100 messages, and what the plan has left cannot be read: HTTP 500");
        assertThat(runner(blind, FINE).run(limit("b", "fine")).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void a_probe_that_would_pass_the_budget_is_stopped_and_the_rest_is_skipped() {
        List<String> sent = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        Scripted connects = Scripted.of("connects", stage -> {
            stage.whenOver("meeting 1", () -> {
                stage.spend(Purse.Coin.CALLS, 1);
                removed.add("meeting 1");
            });
            for (int i = 0; i < 5; i++) {
                stage.pace().take();
                sent.add("connect");
            }
        });
        Purse purse = Purse.of(new Target.Budget(3, 0, Duration.ofMinutes(1), 0, 0, BigDecimal.ONE), 1, 0);

        List<LimitVerdict> verdicts =
                runner(Limits.with(purse), connects, FINE).run(pack(limit("a", "connects"), limit("b", "fine")));

        assertThat(sent).hasSize(2);
        assertThat(removed).containsExactly("meeting 1");
        assertThat(purse.taken(Purse.Coin.CONNECTS)).isEqualTo(2);
        assertThat(verdicts).extracting(LimitVerdict::verdict).containsExactly(Verdict.SKIPPED, Verdict.SKIPPED);
        assertThat(verdicts.get(0).reason()).contains("the budget's 2 connects are used up");
        assertThat(verdicts.get(1).reason()).contains("not probed: the budget's 2 connects are used up");
    }

    @Test
    void a_budget_whose_time_is_over_stops_what_is_probed() {
        Scripted waits = Scripted.of("waits", stage -> {
            stage.spend(Purse.Coin.CALLS, 1);
            stage.pause(Duration.ofMillis(50));
            stage.spend(Purse.Coin.CALLS, 1);
        });
        Purse purse = Purse.of(new Target.Budget(3, 0, Duration.ofMillis(20), 9, 0, BigDecimal.ONE), 0, 0);

        LimitVerdict verdict = runner(Limits.with(purse), waits).run(limit("a", "waits"));

        assertThat(verdict.verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(verdict.reason()).contains("s are over");
    }

    @Test
    void a_sign_that_a_shared_quota_is_used_up_stops_the_probe_that_met_it() {
        List<String> sent = new ArrayList<>();
        Scripted goesOn = Scripted.of("goes-on", stage -> {
            for (int i = 0; i < 5; i++) {
                stage.spend(Purse.Coin.MESSAGES, 1);
                sent.add("publish");
                stage.quota().heard("over_message_quota");
            }
        });

        List<LimitVerdict> verdicts = run(pack(limit("a", "goes-on"), limit("b", "fine")), goesOn, FINE);

        assertThat(sent).hasSize(1);
        assertThat(verdicts).extracting(LimitVerdict::verdict).containsExactly(Verdict.INVALID, Verdict.SKIPPED);
        assertThat(verdicts.get(0).reason()).contains("the app's messages are used up");
    }

    @Test
    void what_uses_a_quota_up_on_purpose_runs_only_where_nobody_else_is() {
        Scripted exhausts = new Scripted("exhausts", Set.of(), 0, true, stage -> {});

        assertThat(runner(Limits.at(Limits.signallingAlone(false), QuotaGauge.unknown()), exhausts)
                        .run(limit("a", "exhausts"))
                        .verdict())
                .isEqualTo(Verdict.SKIPPED);
        assertThat(runner(Limits.at(Limits.signallingAlone(true), QuotaGauge.unknown()), exhausts)
                        .run(limit("a", "exhausts"))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void an_interrupted_run_ends_at_once_and_leaves_nothing_behind() {
        List<String> removed = new ArrayList<>();
        Scripted creates = Scripted.of("creates", stage -> {
            stage.whenOver("meeting 1", () -> removed.add("meeting 1"));
            stage.whenOver("meeting 2", () -> removed.add("meeting 2"));
            stage.pause(Duration.ofDays(1));
        });
        Surroundings ending = new Surroundings(
                Limits.signallingAlone(true),
                QuotaGauge.unknown(),
                new SignallingMeter(),
                InstantSource.system(),
                System::nanoTime,
                duration -> {
                    throw new InterruptedException("the run is to end");
                });

        List<LimitVerdict> verdicts =
                runner(ending, creates, FINE).run(pack(limit("a", "creates"), limit("b", "fine")));

        assertThat(verdicts).extracting(LimitVerdict::verdict).containsExactly(Verdict.SKIPPED, Verdict.SKIPPED);
        assertThat(verdicts).allSatisfy(verdict -> assertThat(verdict.reason()).contains("interrupted"));
        assertThat(removed).containsExactly("meeting 2", "meeting 1");
        assertThat(begun).containsExactly("a");
    }

    @Test
    void what_fails_while_this_machine_stands_still_says_nothing_of_the_target() {
        Duration halt = Duration.ofMillis(3_600);

        assertThat(halting(halt, stage -> {}).verdict()).isEqualTo(Verdict.PASS);
        LimitVerdict failed = halting(halt, PackRunnerTest::fallSilent);
        assertThat(failed.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(failed.reason()).isEqualTo("this machine stood still for 3550 ms meanwhile");
        assertThat(failed.parts()).extracting(Part::verdict).containsExactly(Verdict.INVALID);
    }

    @Test
    void what_fails_otherwise_has_failed() {
        assertThat(halting(Duration.ofMillis(900), PackRunnerTest::fallSilent).verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void a_value_that_failed_while_this_machine_stood_still_is_not_taken_for_the_boundary() {
        assertThat(searched(Duration.ZERO).spread()).hasValue(new Spread(5, 5, 1));
        assertThat(searched(Duration.ofSeconds(3)).verdict()).isEqualTo(Verdict.INVALID);
        assertThat(searched(Duration.ofSeconds(3)).reason())
                .contains("nothing was found", "this machine stood still for 2950 ms meanwhile");
    }

    /** Where this machine stands still for so long in the trial of 4, which then fails. */
    private LimitVerdict searched(Duration halt) {
        AtomicLong time = new AtomicLong();
        Limit limit = limit("a", "up-to-five")
                .withParameters(
                        Map.of(LimitSearch.PARAMETER, Map.of("from", 1, "to", 8, "unit", "bytes", "rounds", 1)));
        UpToFive probe = new UpToFive(value -> {
            boolean halts = value == 4 && !halt.isZero();
            time.addAndGet(halts ? halt.toNanos() : 0);
            return !halts;
        });
        return runner(surroundings(time), probe).run(limit);
    }

    private static void fallSilent(Stage stage) {
        throw new TargetSilent("no answer");
    }

    /** A probe on a machine that stands still for so long. */
    private LimitVerdict halting(Duration halt, Act then) {
        AtomicLong time = new AtomicLong();
        Scripted halts = Scripted.of("halts", stage -> {
            time.addAndGet(halt.toNanos());
            then.on(stage);
        });
        return runner(surroundings(time), halts).run(limit("a", "halts"));
    }

    private static Surroundings surroundings(AtomicLong time) {
        return new Surroundings(
                Limits.signallingAlone(true),
                QuotaGauge.unknown(),
                new SignallingMeter(),
                InstantSource.system(),
                time::get,
                any -> {});
    }

    @Test
    void what_cannot_be_removed_again_is_told() {
        Scripted creates = Scripted.of(
                "creates",
                stage -> stage.whenOver("meeting 7", () -> {
                    throw new IOException("no");
                }));

        assertThat(run(pack(limit("a", "creates")), creates).get(0).observed())
                .contains("left behind at the target: meeting 7");
    }

    @Test
    void a_probe_that_breaks_is_invalid_and_the_others_go_on() {
        Scripted breaks = Scripted.of("breaks", stage -> {
            throw new IllegalStateException("sk_secret_of_the_test");
        });
        Scripted complains = Scripted.of("complains", stage -> {
            throw new PlimsollException(ExitCode.NOT_READY, "no descriptors", "raise ulimit -n");
        });
        List<LimitVerdict> verdicts =
                run(pack(limit("a", "breaks"), limit("b", "complains"), limit("c", "fine")), breaks, complains, FINE);

        assertThat(verdicts)
                .extracting(LimitVerdict::verdict)
                .containsExactly(Verdict.INVALID, Verdict.INVALID, Verdict.PASS);
        assertThat(verdicts.get(0).reason())
                .contains("a defect in the probe breaks")
                .doesNotContain("sk_secret");
        assertThat(verdicts.get(1).reason()).isEqualTo("no descriptors; raise ulimit -n");
    }

    @Test
    void evidence_holds_no_secret_and_is_bounded() {
        Scripted talks = Scripted.of("talks", stage -> {
            stage.evidence().exchange("Bearer sk_id_x:sk_secret_of_the_test", "{\"token\":\"eyJh.eyJi.c\"}");
            for (int i = 0; i < 1_000; i++) {
                stage.evidence().exchange("publish " + i, "x".repeat(10_000));
            }
        });
        LimitVerdict verdict = run(pack(limit("a", "talks")), talks).get(0);

        assertThat(verdict.evidence().toString()).doesNotContain("sk_secret_of_the_test", "eyJh");
        assertThat(verdict.evidence()).hasSize(51);
        assertThat(verdict.evidence().get(50).sent()).isEqualTo("publish 999");
        assertThat(verdict.evidence().get(20).received()).isEqualTo("951 exchanges are left out here");
        assertThat(verdict.evidence())
                .allSatisfy(exchange -> assertThat(exchange.received()).hasSizeLessThan(600));
    }

    private List<LimitVerdict> run(LimitPack pack, Probe... probes) {
        return runner(Limits.at(Limits.signallingAlone(true), QuotaGauge.unknown()), probes)
                .run(pack);
    }

    private PackRunner runner(Surroundings surroundings, Probe... probes) {
        return new PackRunner(Probes.of(probes), surroundings, limit -> begun.add(limit.id()));
    }
}
