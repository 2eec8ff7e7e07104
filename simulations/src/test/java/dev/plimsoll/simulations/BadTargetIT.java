package dev.plimsoll.simulations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.plimsoll.model.Secret;
import dev.plimsoll.model.plan.LoadPlan;
import dev.plimsoll.model.plan.PlannedConnection;
import dev.plimsoll.model.scenario.Identities;
import dev.plimsoll.model.scenario.Profile;
import dev.plimsoll.model.scenario.Publishing;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.Upkeep;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.simulations.RawTarget.Conduct;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A load against targets that misbehave: each shows as what it is, and the load ends by itself and leaves nothing. */
class BadTargetIT {
    private static final int ALL = 4;
    private static final Duration BRIEF = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(8);
    private static final Publishing SOME = new Publishing(1, 10, 1, 100, 0);
    private static final Publishing MUCH = new Publishing(1, 200, 1, 50_000, 0);
    private static final Upkeep COMES_BACK = new Upkeep(0, true, Optional.empty(), List.of());
    private static final String LONG_TEXT = "x".repeat(100_000);
    private static final String NO_FRAME = "\u00ff\u00fe\u00fd\u00fc";
    private static final Conduct NO_CODE = visitor -> visitor.frame(Visitor.CLOSE, new byte[0]);

    @TempDir
    Path results;

    private static LoadPlan plan(Publishing publishing, Upkeep upkeep) {
        return plan(Duration.ofSeconds(3), publishing, upkeep);
    }

    private static LoadPlan plan(Duration hold, Publishing publishing, Upkeep upkeep) {
        return Trial.plan(new SignallingLoad(
                ALL, 2, new Profile.Ramp(Duration.ofSeconds(1)), hold, publishing, upkeep, Identities.TOKENS));
    }

    private static Endpoint.Presented credential(PlannedConnection connection) {
        return new Endpoint.Presented.Token(new Secret(connection.peerId()));
    }

    private Trial run(URI url, Duration timeout) throws Exception {
        return run(SOME, Upkeep.NONE, url, timeout);
    }

    private Trial run(Publishing publishing, Upkeep upkeep, URI url, Duration timeout) throws Exception {
        return Trial.run(plan(publishing, upkeep), url, BadTargetIT::credential, timeout, results);
    }

    static Stream<Arguments> silences() {
        return Stream.of(
                arguments("never answers the upgrade", asked(Visitor::listenToTheEnd), "timeout-upgrade"),
                arguments("halts in its answer", asked(visitor -> visitor.raw("HTTP/1.1 101 Sw")), "timeout-upgrade"),
                arguments("upgrades and never welcomes", upgraded(Visitor::listenToTheEnd), "timeout-welcome"),
                arguments("says no JSON for a welcome", upgraded(says("{\"type\":\"welcome\",")), "timeout-welcome"),
                arguments(
                        "leaves out parts of the welcome",
                        upgraded(says("{\"type\":\"welcome\",\"peerId\":7}")),
                        "timeout-welcome"));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments("ends TCP when asked", asked(Visitor::close), "broken-upgrade"),
                arguments("resets when asked", asked(Visitor::reset), "broken-upgrade"),
                arguments("answers no HTTP", asked(visitor -> visitor.raw("SSH-2.0-x\r\n\r\n")), "broken-upgrade"),
                arguments("answers without an end", asked(visitor -> visitor.raw(LONG_TEXT)), "broken-upgrade"),
                arguments("upgrades somebody else", asked(visitor -> visitor.upgradeWith("AAAA=")), "broken-upgrade"),
                arguments("refuses with a long page", asked(visitor -> visitor.refuse(503, LONG_TEXT)), "503"),
                arguments("resets after the upgrade", upgraded(Visitor::reset), "broken-welcome"),
                arguments("ends TCP after the upgrade", upgraded(Visitor::close), "broken-welcome"),
                arguments("sends no frames", upgraded(visitor -> visitor.raw(NO_FRAME)), "broken-welcome"),
                arguments("closes unwelcomed", upgraded(visitor -> visitor.sayClose(4012)), "4012"),
                arguments("closes unwelcomed without a code", upgraded(NO_CODE), "1005"));
    }

    private static Conduct asked(Conduct then) {
        return visitor -> {
            visitor.request();
            then.meet(visitor);
        };
    }

    private static Conduct upgraded(Conduct then) {
        return visitor -> {
            visitor.upgrade();
            then.meet(visitor);
        };
    }

    private static Conduct inTheMiddle(Conduct then) {
        return visitor -> {
            visitor.welcome();
            visitor.serve(3);
            then.meet(visitor);
        };
    }

    @ParameterizedTest(name = "a target that {0} is {2}")
    @MethodSource("silences")
    void an_attempt_that_nothing_decides_times_out_in_its_phase(String what, Conduct conduct, String outcome)
            throws Exception {
        nobodyIsLetIn(conduct, BRIEF, outcome);
    }

    @ParameterizedTest(name = "a target that {0} is {2}")
    @MethodSource("refusals")
    void an_attempt_that_is_refused_or_broken_has_its_own_outcome(String what, Conduct conduct, String outcome)
            throws Exception {
        nobodyIsLetIn(conduct, LONG, outcome);
    }

    private void nobodyIsLetIn(Conduct conduct, Duration timeout, String outcome) throws Exception {
        try (RawTarget target = new RawTarget(conduct)) {
            Trial trial = run(target.url(), timeout);

            assertThat(trial.outcomes()).isEqualTo(Map.of(outcome, (long) ALL));
            assertThat(trial.counts().attempted()).isEqualTo(ALL);
            assertThat(target.came()).isEqualTo(ALL);
            trial.mustAddUp(0);
            Trial.eventually("every connection is ended", () -> target.open() == 0);
        }
    }

    @Test
    void a_target_that_resets_at_once_breaks_every_attempt() throws Exception {
        try (RawTarget target = new RawTarget(Visitor::reset)) {
            Trial trial = run(target.url(), LONG);

            // The reset may come before the connect is noticed, or after.
            assertThat(trial.counts().broken()).isEqualTo(ALL);
            trial.mustAddUp(0);
        }
    }

    @Test
    void a_target_that_refuses_tcp_breaks_every_attempt_in_its_connect() throws Exception {
        RawTarget target = new RawTarget(visitor -> {});
        target.close();

        Trial trial = run(target.url(), LONG);

        assertThat(trial.outcomes()).isEqualTo(Map.of("broken-connect", (long) ALL));
        trial.mustAddUp(0);
    }

    @Test
    void a_target_that_takes_no_tcp_lets_every_attempt_time_out_in_its_connect() throws Exception {
        try (FullDoor target = new FullDoor()) {
            Trial trial = run(target.url(), BRIEF);

            assertThat(trial.outcomes()).isEqualTo(Map.of("timeout-connect", (long) ALL));
            trial.mustAddUp(0);
        }
    }

    @Test
    void a_target_that_says_nothing_to_tls_lets_every_attempt_time_out_in_its_connect() throws Exception {
        try (RawTarget target = new RawTarget(Visitor::listenToTheEnd)) {
            Trial trial = run(target.tlsUrl(), BRIEF);

            assertThat(trial.outcomes()).isEqualTo(Map.of("timeout-connect", (long) ALL));
            trial.mustAddUp(0);
        }
    }

    @Test
    void a_target_that_knows_no_tls_breaks_every_attempt_in_its_connect() throws Exception {
        try (RawTarget target = new RawTarget(visitor -> visitor.refuse(400, ""))) {
            Trial trial = run(target.tlsUrl(), LONG);

            assertThat(trial.outcomes()).isEqualTo(Map.of("broken-connect", (long) ALL));
            trial.mustAddUp(0);
        }
    }

    static Stream<Arguments> losses() {
        return Stream.of(
                arguments("resets", (Conduct) Visitor::reset, "1006"),
                arguments("ends TCP", (Conduct) Visitor::close, "1006"),
                arguments("closes with a code", (Conduct) visitor -> visitor.sayClose(1012), "1012"),
                arguments("closes without a code", NO_CODE, "1005"),
                arguments("sends no frames", (Conduct) visitor -> visitor.raw(NO_FRAME), "1002"),
                arguments("sends 2 MB", (Conduct) visitor -> visitor.frame(Visitor.TEXT, new byte[2 << 20]), "1009"));
    }

    @ParameterizedTest(name = "a target that {0} in the middle of the load drops all by {2}")
    @MethodSource("losses")
    void a_connection_that_is_lost_in_the_middle_is_dropped_by_its_code(String what, Conduct end, String code)
            throws Exception {
        try (RawTarget target = new RawTarget(inTheMiddle(end))) {
            Trial trial = run(target.url(), LONG);

            assertThat(trial.outcomes()).isEqualTo(Map.of("accepted", (long) ALL));
            assertThat(trial.meter().census().dropped()).isEqualTo(Map.of(code, (long) ALL));
            trial.mustAddUp(target.leftInOrder());
            Trial.eventually("every connection is ended", () -> target.open() == 0);
        }
    }

    private static final Conduct NONSENSE = visitor -> {
        visitor.greet("another");
        visitor.frame(Visitor.PING, new byte[125]);
        visitor.frame(Visitor.BINARY, new byte[10]);
        says("{\"type\":\"message\",", "", "null", "[]", "{\"type\":7}", "\u0000")
                .meet(visitor);
        says(ack("p1@x"), ack("@"), ack("p-1@1"), ack("d0@9"), ack("p99999@9"), ack("xyz"))
                .meet(visitor);
        says(refusal("p1@x"), refusal("p-5@7"), refusal("d0@9"), refusal("p2147483647@9"))
                .meet(visitor);
    };

    private static String ack(String id) {
        return "{\"type\":\"ack\",\"requestId\":\"" + id + "\"}";
    }

    private static String refusal(String id) {
        return "{\"type\":\"error\",\"code\":\"odd\",\"requestId\":\"" + id + "\"}";
    }

    private static Conduct says(String... texts) {
        return visitor -> {
            for (String text : texts) {
                visitor.text(text);
            }
        };
    }

    @Test
    void nonsense_in_the_middle_costs_no_connection() throws Exception {
        Conduct conduct = inTheMiddle(visitor -> {
            NONSENSE.meet(visitor);
            visitor.serve(Integer.MAX_VALUE);
        });
        try (RawTarget target = new RawTarget(conduct)) {
            Trial trial = run(target.url(), LONG);

            assertThat(trial.outcomes()).isEqualTo(Map.of("accepted", (long) ALL));
            assertThat(trial.meter().census().dropped()).isEmpty();
            assertThat(trial.meter().counters().sent()).isEqualTo(trial.plan().publishes());
            assertThat(trial.meter().counters().acked()).isEqualTo(trial.plan().publishes());
            assertThat(trial.meter().counters().refused()).isZero();
            Trial.eventually("every connection is ended", () -> target.open() == 0);
            trial.mustAddUp(target.leftInOrder());
        }
    }

    @Test
    void publishes_to_a_target_that_stops_reading_are_unsent_and_the_load_ends_in_time() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Conduct conduct = inTheMiddle(visitor -> over.await());
        try (RawTarget target = new RawTarget(conduct)) {
            Trial trial = run(MUCH, Upkeep.NONE, target.url(), LONG);

            assertThat(trial.outcomes()).isEqualTo(Map.of("accepted", (long) ALL));
            assertThat(trial.meter().skipped()).isPositive();
            assertThat(trial.meter().counters().sent() + trial.meter().skipped())
                    .isEqualTo(trial.plan().publishes());
            assertThat(trial.meter().census().dropped()).isEmpty();
            trial.mustAddUp(ALL);
            over.countDown();
            Trial.eventually("every connection is ended", () -> target.open() == 0);
        }
    }

    @Test
    void a_load_that_loses_its_target_for_good_tries_again_until_its_end() throws Exception {
        AtomicReference<RawTarget> door = new AtomicReference<>();
        try (RawTarget target = new RawTarget(inTheMiddle(visitor -> closeForGood(door.get(), visitor)))) {
            door.set(target);
            Trial trial = run(SOME, COMES_BACK, target.url(), LONG);

            assertThat(trial.outcomes()).containsOnlyKeys("accepted", "broken-connect");
            assertThat(trial.counts().accepted()).isEqualTo(ALL);
            assertThat(trial.counts().broken()).isGreaterThanOrEqualTo(ALL);
            assertThat(trial.meter().census().dropped()).isEqualTo(Map.of("1012", (long) ALL));
            assertThat(trial.meter().counters().sent() + trial.meter().skipped())
                    .isEqualTo(trial.plan().publishes());
            trial.mustAddUp(0);
        }
    }

    @Test
    void a_load_that_is_stopped_while_its_target_is_away_ends_at_once() throws Exception {
        AtomicReference<RawTarget> door = new AtomicReference<>();
        try (RawTarget target = new RawTarget(inTheMiddle(visitor -> closeForGood(door.get(), visitor)))) {
            door.set(target);
            Trial trial = Trial.stopped(
                    plan(Duration.ofMinutes(10), SOME, COMES_BACK),
                    target.url(),
                    BadTargetIT::credential,
                    LONG,
                    results,
                    running -> running.counts().broken() > ALL);

            assertThat(trial.counts().accepted()).isEqualTo(ALL);
            trial.mustAddUp(0);
        }
    }

    private static void closeForGood(RawTarget target, Visitor visitor) throws IOException {
        target.shut();
        visitor.sayClose(1012);
    }

    @AfterEach
    void no_thread_is_left() throws InterruptedException {
        Trial.noThreadMustBeLeft();
    }
}
