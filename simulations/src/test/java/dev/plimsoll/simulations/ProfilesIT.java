package dev.plimsoll.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Secret;
import dev.plimsoll.model.plan.LoadPlan;
import dev.plimsoll.model.plan.PlannedConnection;
import dev.plimsoll.model.plan.Planner;
import dev.plimsoll.model.plan.Segment;
import dev.plimsoll.model.result.StormResult;
import dev.plimsoll.model.scenario.Identities;
import dev.plimsoll.model.scenario.Profile;
import dev.plimsoll.model.scenario.Publishing;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.SourceAddresses;
import dev.plimsoll.model.scenario.Storm;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.model.scenario.Upkeep;
import dev.plimsoll.sandbox.Sandbox;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenSigner;
import dev.plimsoll.telemetry.ledger.DeliveryTotals;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import dev.plimsoll.telemetry.signalling.Source;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each kind of load against a sandbox, told by what both sides counted. */
class ProfilesIT {
    private static final Publishing SOME = new Publishing(0.2, 4, 1, 50, 0);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    Path results;

    private final SignallingMeter meter = new SignallingMeter();
    private List<StormResult> storms = List.of();

    private static SignallingLoad load(
            int connections, Profile profile, int hold, Publishing publishing, Upkeep upkeep) {
        return load(connections, profile, hold, publishing, upkeep, Identities.TOKENS);
    }

    private static SignallingLoad load(
            int connections, Profile profile, int hold, Publishing publishing, Upkeep upkeep, Identities identities) {
        return new SignallingLoad(connections, 4, profile, Duration.ofSeconds(hold), publishing, upkeep, identities);
    }

    private LoadPlan run(Sandbox sandbox, SignallingLoad load) throws InterruptedException {
        Scenario scenario = Scenario.ofLoad("test", new Target.Sandbox(Map.of()), load);
        LoadPlan plan = Planner.plan(scenario, Segment.WHOLE).load().orElseThrow();
        TokenSigner signer =
                new TokenSigner(sandbox.keys().keyId(), sandbox.keys().secret());
        LoadTarget target = new LoadTarget(
                new Endpoint(sandbox.url()),
                connection -> present(sandbox, signer, connection, load),
                Optional.empty(),
                Duration.ofSeconds(10),
                () -> goAway(sandbox));
        LoadRun run = LoadRun.start(target, plan, meter, results);
        assertThat(run.await(Duration.ofSeconds(90))).isEmpty();
        storms = run.storms();
        return plan;
    }

    private static Endpoint.Presented present(
            Sandbox sandbox, TokenSigner signer, PlannedConnection connection, SignallingLoad load) {
        if (connection.publishable()) {
            return new Endpoint.Presented.Key(new Secret(sandbox.keys().publishable()));
        }
        Duration life = load.upkeep().tokenLife().orElse(Duration.ofMinutes(10));
        return new Endpoint.Presented.Token(
                signer.sign(TokenClaims.of(connection.peerId(), Instant.now().plus(life))));
    }

    private static void goAway(Sandbox sandbox) {
        URI uri = sandbox.httpUrl().resolve("/__emu/going-away");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + sandbox.controlToken().reveal())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.discarding());
    }

    private static Sandbox sandbox() {
        return sandbox("connectsPerIp: 100000");
    }

    private static Sandbox sandbox(String settings) {
        return Sandbox.start(SandboxConfigReader.yaml(
                "{turn: false, coldKey: 0ms, maxConcurrentConnections: 1000, " + settings + "}"));
    }

    private long accepted() {
        return meter.census().counts(Source.LOAD).accepted();
    }

    private void nothingIsLost(Sandbox sandbox) {
        DeliveryTotals totals = meter.ledger().totals();
        assertThat(totals.lost()).isZero();
        assertThat(totals.duplicates() + totals.misrouted() + totals.reordered())
                .isZero();
        assertThat(totals.delivered()).isPositive();
        assertThat(meter.counters().acked()).isEqualTo(meter.counters().sent());
        assertThat(meter.census().open()).isZero();
        assertThat(sandbox.counts().peakConnections()).isLessThanOrEqualTo(61);
    }

    @Test
    void steps_open_all_and_every_delivery_is_accounted_for() throws Exception {
        try (Sandbox sandbox = sandbox()) {
            LoadPlan plan = run(sandbox, load(40, new Profile.Steps(3, Duration.ofSeconds(2)), 5, SOME, Upkeep.NONE));

            assertThat(accepted()).isEqualTo(40);
            assertThat(meter.counters().sent()).isEqualTo(plan.publishes()).isPositive();
            nothingIsLost(sandbox);
        }
    }

    @Test
    void a_spike_adds_its_connections_for_its_time() throws Exception {
        try (Sandbox sandbox = sandbox()) {
            Profile spike = new Profile.Spike(SECOND, 30, SECOND, Duration.ofSeconds(2));
            run(sandbox, load(20, spike, 7, SOME, Upkeep.NONE));

            assertThat(accepted()).isEqualTo(50);
            assertThat(sandbox.counts().peakConnections()).isEqualTo(50);
            nothingIsLost(sandbox);
        }
    }

    @Test
    void arrivals_keep_their_rate_and_their_stay() throws Exception {
        try (Sandbox sandbox = sandbox()) {
            Profile.Arrivals arrivals = new Profile.Arrivals(10, Duration.ofSeconds(2));
            LoadPlan plan = run(sandbox, load(arrivals.concurrency(), arrivals, 6, SOME, Upkeep.NONE));

            assertThat(accepted()).isEqualTo(plan.connections().size()).isBetween(78L, 81L);
            assertThat(sandbox.counts().peakConnections()).isBetween(15L, 30L);
            assertThat(meter.ledger().totals().lost()).isZero();
        }
    }

    @Test
    void churn_replaces_connections_and_loses_nothing() throws Exception {
        try (Sandbox sandbox = sandbox()) {
            Upkeep churn = new Upkeep(5, false, Optional.empty(), List.of());
            LoadPlan plan = run(sandbox, load(40, new Profile.Ramp(SECOND), 9, SOME, churn));

            assertThat(accepted()).isEqualTo(plan.connections().size()).isBetween(73L, 76L);
            nothingIsLost(sandbox);
        }
    }

    @Test
    void bursts_leave_at_once_and_directs_reach_their_partner() throws Exception {
        try (Sandbox sandbox = sandbox()) {
            LoadPlan plan =
                    run(sandbox, load(20, new Profile.Ramp(SECOND), 7, new Publishing(0.5, 4, 8, 50, 3), Upkeep.NONE));

            long directs = plan.connections().stream()
                    .mapToLong(connection -> connection.directs().count())
                    .sum();
            assertThat(directs).isPositive();
            assertThat(meter.counters().sent()).isEqualTo(plan.publishes() + directs);
            assertThat(meter.ledger().totals().expected()).isEqualTo(plan.publishes() * 4 + directs);
            nothingIsLost(sandbox);
        }
    }

    @ParameterizedTest
    @EnumSource
    void after_a_storm_all_come_back_as_the_sdk_does(Storm.Cause cause) throws Exception {
        try (Sandbox sandbox = sandbox()) {
            double share = cause == Storm.Cause.SERVICE ? 1 : 0.5;
            Upkeep storm =
                    new Upkeep(0, true, Optional.empty(), List.of(new Storm(Duration.ofSeconds(2), share, cause)));
            run(sandbox, load(40, new Profile.Ramp(SECOND), 8, SOME, storm));

            StormResult result = storms.get(0);
            long taken = (long) (40 * share);
            assertThat(result.taken()).isEqualTo(taken);
            assertThat(result.back()).isEqualTo(taken);
            assertThat(result.attempts()).isEqualTo(taken);
            assertThat(result.dutyBreaches()).isZero();
            assertThat(result.backMsP50()).isBetween(400.0, 2_000.0);
            assertThat(accepted()).isEqualTo(40 + taken);
            assertThat(meter.ledger().totals().lost()).isZero();
            assertThat(meter.census().open()).isZero();
        }
    }

    @Test
    void a_storm_meets_the_limit_of_an_address() throws Exception {
        try (Sandbox sandbox = sandbox("connectsPerIp: 50, connectWindow: 60s")) {
            Upkeep storm = new Upkeep(0, true, Optional.empty(), List.of(new Storm(SECOND, 1, Storm.Cause.NETWORK)));
            run(sandbox, load(40, new Profile.Ramp(SECOND), 6, SOME, storm));

            StormResult result = storms.get(0);
            assertThat(result.taken()).isEqualTo(40);
            assertThat(result.back()).isEqualTo(10);
            assertThat(result.rejected().get("429")).isGreaterThanOrEqualTo(30);
            assertThat(result.attempts()).isEqualTo(10 + result.rejected().get("429"));
            assertThat(meter.skipped()).isPositive();
        }
    }

    @Test
    void tokens_that_end_are_replaced_and_keys_mix_with_tokens() throws Exception {
        try (Sandbox sandbox = sandbox()) {
            Upkeep brief = new Upkeep(0, true, Optional.of(Duration.ofSeconds(3)), List.of());
            run(
                    sandbox,
                    load(
                            20,
                            new Profile.Ramp(SECOND),
                            7,
                            SOME,
                            brief,
                            new Identities(0.5, true, SourceAddresses.parse("127.0.0.2-127.0.0.5"))));

            // Ten hold tokens; each ends once for sure, and who loses it shortly before the end is not awaited.
            long ended = meter.census().dropped().get("4002");
            assertThat(ended).isBetween(10L, 30L);
            assertThat(accepted()).isBetween(30L, 20 + ended);
            assertThat(meter.ledger().totals().lost()).isZero();
        }
    }
}
