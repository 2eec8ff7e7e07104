package dev.plimsoll.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.model.plan.LoadPlan;
import dev.plimsoll.model.plan.PlannedConnection;
import dev.plimsoll.model.plan.PublishSchedule;
import dev.plimsoll.model.scenario.Identities;
import dev.plimsoll.model.scenario.Upkeep;
import dev.plimsoll.sandbox.Sandbox;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.sandbox.fault.Fault;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenSigner;
import dev.plimsoll.telemetry.ledger.DeliveryTotals;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service does wrong with deliveries is reported to the message: no more and no less than it says it did. */
class PlantedLossIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** Everybody is subscribed by then, and stays until all is delivered: no delivery is in doubt. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    @TempDir
    Path results;

    private static Sandbox sandbox(Fault... faults) {
        String ids = Arrays.stream(faults).map(Fault::id).collect(Collectors.joining(", ", "[", "]"));
        return Sandbox.start(SandboxConfigReader.yaml("{turn: false, coldKey: 0ms, maxConcurrentConnections: 1000,"
                + " connectsPerIp: 1000, maxPendingFrames: 100000, faults: " + ids + "}"));
    }

    /** In each channel one publishes and all others hear it. */
    private static LoadPlan plan(int channels, int hearers, int perSecond, int seconds) {
        List<PlannedConnection> connections = IntStream.range(0, channels * (hearers + 1))
                .mapToObj(index -> connection(index, channels, perSecond, seconds))
                .toList();
        Duration end = QUIET.plusSeconds(seconds).plus(QUIET);
        return new LoadPlan(connections, QUIET, end, 20, Upkeep.NONE, Identities.TOKENS);
    }

    private static PlannedConnection connection(int index, int channels, int perSecond, int seconds) {
        Duration interval = Duration.ofSeconds(1).dividedBy(perSecond);
        return new PlannedConnection(
                index,
                index,
                "load-%06d".formatted(index),
                false,
                "load/%04d".formatted(index % channels),
                Duration.ZERO,
                QUIET.plusSeconds(seconds).plus(QUIET),
                index < channels
                        ? new PublishSchedule(QUIET, interval, 1, perSecond * seconds)
                        : PublishSchedule.SILENT,
                Optional.empty(),
                PublishSchedule.SILENT);
    }

    private DeliveryTotals run(Sandbox sandbox, LoadPlan plan) throws Exception {
        TokenSigner signer =
                new TokenSigner(sandbox.keys().keyId(), sandbox.keys().secret());
        Trial trial = Trial.run(
                plan,
                sandbox.url(),
                connection -> new Endpoint.Presented.Token(signer.sign(claims(connection))),
                TIMEOUT,
                results);
        trial.mustAddUp(plan.connections().size());
        assertThat(trial.counts().accepted()).isEqualTo(plan.connections().size());
        assertThat(trial.meter().counters().acked()).isEqualTo(plan.publishes());
        DeliveryTotals totals = trial.meter().ledger().totals();
        assertThat(totals.atBoundary()).isZero();
        assertThat(totals.delivered() + totals.duplicates() + totals.misrouted())
                .as("frames that came, and frames that the sandbox sent")
                .isEqualTo(sandbox.counts().deliveries());
        return totals;
    }

    private static TokenClaims claims(PlannedConnection connection) {
        return new TokenClaims(
                connection.peerId(),
                Instant.now().plusSeconds(600),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of("role", "load"));
    }

    /** What the control endpoint says of a fault. */
    private static long told(Sandbox sandbox, Fault fault) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(sandbox.httpUrl().resolve("/__emu/faults"))
                .header("Authorization", "Bearer " + sandbox.controlToken().reveal())
                .build();
        String list = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        for (JsonNode entry : new ObjectMapper().readTree(list)) {
            if (entry.path("id").asText().equals(fault.id())) {
                return entry.path("struck").longValue();
            }
        }
        throw new AssertionError(fault.id() + " is not listed");
    }

    @Test
    void a_loss_and_a_duplication_of_a_thousandth_are_reported_to_the_message() throws Exception {
        try (Sandbox sandbox = sandbox(Fault.LOSES_DELIVERIES, Fault.DUPLICATES_DELIVERIES)) {
            LoadPlan plan = plan(5, 40, 50, 10);
            DeliveryTotals totals = run(sandbox, plan);

            assertThat(totals.expected()).isEqualTo(plan.publishes() * 40).isEqualTo(100_000);
            assertThat(totals.lost())
                    .isEqualTo(sandbox.struck(Fault.LOSES_DELIVERIES))
                    .isBetween(99L, 100L);
            assertThat(totals.duplicates())
                    .isEqualTo(sandbox.struck(Fault.DUPLICATES_DELIVERIES))
                    .isEqualTo(told(sandbox, Fault.DUPLICATES_DELIVERIES))
                    .isBetween(99L, 100L);
            assertThat(totals.reordered() + totals.misrouted()).isZero();
        }
    }

    @Test
    void nothing_is_reported_where_nothing_is_planted() throws Exception {
        try (Sandbox sandbox = sandbox()) {
            LoadPlan plan = plan(2, 20, 50, 3);
            DeliveryTotals totals = run(sandbox, plan);

            assertThat(totals.expected()).isEqualTo(plan.publishes() * 20);
            assertThat(totals.lost() + totals.duplicates() + totals.reordered() + totals.misrouted())
                    .isZero();
        }
    }

    @Test
    void deliveries_that_bring_what_nobody_asked_for_are_booked_like_any_other() throws Exception {
        try (Sandbox sandbox = sandbox(Fault.SENDER_METADATA_UNASKED, Fault.LOSES_DELIVERIES)) {
            LoadPlan plan = plan(2, 20, 50, 3);
            DeliveryTotals totals = run(sandbox, plan);

            assertThat(totals.expected()).isEqualTo(plan.publishes() * 20);
            assertThat(totals.lost())
                    .isEqualTo(sandbox.struck(Fault.LOSES_DELIVERIES))
                    .isPositive();
            assertThat(totals.duplicates() + totals.reordered() + totals.misrouted())
                    .isZero();
        }
    }

    @Test
    void deliveries_in_the_wrong_order_are_reported_to_the_message() throws Exception {
        try (Sandbox sandbox = sandbox(Fault.REORDERS_DELIVERIES)) {
            DeliveryTotals totals = run(sandbox, plan(2, 20, 50, 3));

            assertThat(totals.reordered())
                    .isEqualTo(sandbox.struck(Fault.REORDERS_DELIVERIES))
                    .isPositive();
            assertThat(totals.lost() + totals.duplicates() + totals.misrouted()).isZero();
        }
    }

    @Test
    void deliveries_under_a_wrong_channel_are_lost_to_the_right_one_and_reported_to_the_message() throws Exception {
        try (Sandbox sandbox = sandbox(Fault.DELIVERS_TO_WRONG_CHANNEL)) {
            DeliveryTotals totals = run(sandbox, plan(1, 40, 50, 3));

            assertThat(totals.misrouted())
                    .isEqualTo(sandbox.struck(Fault.DELIVERS_TO_WRONG_CHANNEL))
                    .isEqualTo(60);
            assertThat(totals.lost()).isEqualTo(totals.misrouted());
            assertThat(totals.duplicates() + totals.reordered()).isZero();
        }
    }
}
