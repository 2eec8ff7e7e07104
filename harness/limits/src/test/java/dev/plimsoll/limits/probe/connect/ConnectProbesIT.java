package dev.plimsoll.limits.probe.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.limits.PackAtSandbox;
import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitVerdict;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.telemetry.signalling.Source;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the probes of connecting make of a target of which little is known, or which others use. */
class ConnectProbesIT {
    private static PackAtSandbox place(String settings) {
        return PackAtSandbox.inAHurry("metered-realtime", settings);
    }

    @ParameterizedTest
    @CsvSource({
        "suspended-account, no control endpoints",
        "going-away, no control endpoints",
        "unlisted-origin, origins"
    })
    void what_a_target_must_be_told_is_skipped_where_nobody_can_tell_it(String id, String why) {
        try (PackAtSandbox place = place("").withoutControl()) {
            LimitVerdict verdict = place.probe(id);

            assertThat(verdict.verdict()).isEqualTo(Verdict.SKIPPED);
            assertThat(verdict.reason()).contains(why);
        }
    }

    @ParameterizedTest
    @CsvSource({"suspended-account", "unlisted-origin", "going-away"})
    void what_would_disturb_connections_of_the_run_is_skipped(String id) {
        try (PackAtSandbox place = place("")) {
            place.meter().connectDecided(Source.LOAD, new ConnectOutcome.Accepted(Duration.ofMillis(1), "somebody"));

            LimitVerdict verdict = place.probe(id);

            assertThat(verdict.verdict()).isEqualTo(Verdict.SKIPPED);
            assertThat(verdict.reason()).contains("connections of the run are open");
            assertThat(place.sandbox().counts().accepted()).isZero();
        }
    }

    @Test
    void an_origin_of_the_targets_own_needs_nobody_who_tells_it_what_to_do() {
        try (PackAtSandbox place = place("apps: [{ name: main, origins: ['https://mine.example'] }]")
                .withoutControl()
                .withOrigin("https://mine.example")) {
            LimitVerdict verdict = place.probe("unlisted-origin");

            assertThat(verdict.verdict()).as(verdict.observed()).isEqualTo(Verdict.PASS);
            assertThat(verdict.parts()).extracting(Part::id).containsExactly("refused", "silent");
        }
    }

    @ParameterizedTest
    @CsvSource({"liveness", "token-expiry", "connects-per-address"})
    void a_run_that_is_to_end_waits_for_no_probe(String id) {
        try (PackAtSandbox place = place("connectWindow: 60s, pingInterval: 30s")) {
            Limit patient = place.limit(id);
            patient = id.equals("token-expiry") ? patient.withParameter("life", "1m", "a test") : patient;
            long begun = System.nanoTime();

            LimitVerdict verdict = place.lasting(Duration.ofMillis(700)).probe(patient);

            assertThat(verdict.verdict()).isEqualTo(Verdict.SKIPPED);
            assertThat(verdict.reason()).contains("interrupted");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
            assertThat(place.meter().census().open()).isZero();
        }
    }

    @Test
    void without_another_source_address_the_rest_of_the_window_is_judged_all_the_same() {
        try (PackAtSandbox place = place("").withOneAddress()) {
            LimitVerdict verdict = place.probe("connects-per-address");

            assertThat(verdict.verdict()).as(verdict.observed()).isEqualTo(Verdict.PASS);
            assertThat(verdict.parts())
                    .filteredOn(part -> part.verdict() == Verdict.SKIPPED)
                    .singleElement()
                    .satisfies(part -> assertThat(part.observed()).contains("only one local address"));
        }
    }

    @Test
    void a_refusal_tells_nothing_where_a_good_credential_is_refused_too() {
        try (PackAtSandbox place = place("faults: [welcome-never]")) {
            LimitVerdict verdict = place.probe(
                    place.limit("wrong-signature").withParameter("timeout", "500ms", "the test is impatient"));

            assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
            assertThat(verdict.reason()).contains("tells nothing");
        }
    }
}
