package dev.plimsoll.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.turn.CloudflareSource;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.plan.PlannedPair;
import dev.plimsoll.model.result.AgentsResult;
import dev.plimsoll.model.scenario.TurnPath;
import dev.plimsoll.model.scenario.TurnTransport;
import dev.plimsoll.sandbox.turn.TurnKey;
import dev.plimsoll.signalling.ice.IceServer;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentHostIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static TestPlace place;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        place = TestPlace.start();
    }

    @AfterAll
    static void stop() {
        place.close();
    }

    @Test
    void pairs_are_relayed_over_the_transport_that_they_were_asked_to_use() throws Exception {
        List<PlannedPair> pairs = Arrays.stream(TurnTransport.values())
                .map(transport -> TestPlace.pair(transport, "a"))
                .toList();

        try (TestHost host = TestHost.start(folder, place)) {
            host.place(pairs, Duration.ofSeconds(6)).awaitEnd(PATIENCE);

            AgentsResult result = host.account(pairs).result();
            assertThat(result.details())
                    .extracting(AgentsResult.PairResult::outcome)
                    .containsOnly("connected");
            assertThat(result.details())
                    .extracting(AgentsResult.PairResult::selected)
                    .containsExactly("relay/udp - relay/udp", "relay/tcp - relay/tcp", "relay/tls - relay/tls");
            assertThat(result.relayed()).isEqualTo(3);
            assertThat(result.details()).allSatisfy(pair -> {
                assertThat(pair.messagesEchoed()).isGreaterThan(10).isEqualTo(pair.messagesSent());
                assertThat(pair.audioPackets()).isGreaterThan(100);
                assertThat(pair.rttMs().p50()).isPositive();
            });
            assertThat(host.callEvents()).last().isInstanceOf(AgentEvent.AllEnded.class);
        }
    }

    @Test
    void a_call_that_ends_within_its_first_second_is_sampled_all_the_same() throws Exception {
        List<PlannedPair> pairs = List.of(TestPlace.pair(TurnTransport.UDP, "short"));

        try (TestHost host = TestHost.start(folder, place)) {
            host.place(pairs, PATIENCE);
            host.await(AgentEvent.PairConnected.class, PATIENCE);
            host.host().stop();
            host.awaitEnd(PATIENCE);

            AgentsResult.PairResult pair =
                    host.account(pairs).result().details().get(0);
            assertThat(pair.samples()).isPositive();
            assertThat(pair.relayed()).isTrue();
            assertThat(pair.messagesEchoed()).as("drained").isEqualTo(pair.messagesSent());
        }
    }

    @Test
    void many_pairs_whose_offers_collide_all_connect() throws Exception {
        List<PlannedPair> pairs = IntStream.range(0, 24)
                .mapToObj(number -> TestPlace.pair(TurnTransport.UDP, "many" + number))
                .toList();

        try (TestHost host = TestHost.start(folder, place)) {
            host.place(pairs, Duration.ofSeconds(17)).awaitEnd(PATIENCE);

            assertThat(host.account(pairs).result().details())
                    .extracting(AgentsResult.PairResult::outcome)
                    .containsOnly("connected");
        }
    }

    @Test
    void callers_who_are_the_polite_ones_get_their_data_channel_through_all_the_same() throws Exception {
        List<PlannedPair> pairs = IntStream.range(0, 12)
                .mapToObj(
                        i -> new PlannedPair("p" + i, TurnTransport.UDP, "polite/" + i, "a-caller" + i, "b-callee" + i))
                .toList();

        try (TestHost host = TestHost.start(folder, place)) {
            host.place(pairs, Duration.ofSeconds(17)).awaitEnd(PATIENCE);

            assertThat(host.account(pairs).result().details()).allSatisfy(pair -> {
                assertThat(pair.outcome()).isEqualTo("connected");
                assertThat(pair.messagesEchoed()).isGreaterThan(10);
            });
        }
    }

    @Test
    void a_publishable_key_without_the_right_to_send_is_named() throws Exception {
        assertThat(outcome(TurnTransport.UDP, "key", place.withKey())).isEqualTo("signalling-action_not_permitted");
    }

    @Test
    void a_host_that_is_killed_is_reported_lost_with_its_exit_status_and_so_are_its_pairs() throws Exception {
        List<PlannedPair> pairs = List.of(TestPlace.pair(TurnTransport.UDP, "b"));

        try (TestHost host = TestHost.start(folder, place)) {
            host.place(pairs, PATIENCE);
            host.await(AgentEvent.PairSampled.class, PATIENCE);
            ProcessHandle.of(host.host().pid()).orElseThrow().destroyForcibly();
            host.awaitEnd(PATIENCE);

            assertThat(host.events())
                    .filteredOn(AgentEvent.HostLost.class::isInstance)
                    .containsExactly(new AgentEvent.HostLost(
                            "the agents' process ended unexpectedly with exit status 137", 137));
            AgentsResult.PairResult pair =
                    host.account(pairs).result().details().get(0);
            assertThat(pair.outcome()).isEqualTo("agent host died (exit status 137)");
            assertThat(pair.connected()).isTrue();
            assertThat(pair.samples()).isPositive();
        }
    }

    @Test
    void a_host_that_was_held_up_loses_the_sound_of_that_time_instead_of_sending_it_in_a_burst() throws Exception {
        Duration heldUp = Duration.ofSeconds(3);
        try (TestHost host = TestHost.start(folder, place)) {
            host.place(List.of(TestPlace.pair(TurnTransport.UDP, "held-up")), PATIENCE);
            AgentEvent.PairSampled before =
                    host.await(AgentEvent.PairSampled.class, sample -> sample.audioPackets() > 50, PATIENCE);
            signal("STOP", host);
            TimeUnit.NANOSECONDS.sleep(heldUp.toNanos());
            signal("CONT", host);
            // In frames of 10 ms.
            host.await(AgentEvent.HostVitals.class, vitals -> vitals.sound().lost() > 250, PATIENCE);
            AgentEvent.PairSampled after = host.await(
                    AgentEvent.PairSampled.class, sample -> seconds(before, sample) > 3 + heldUp.toSeconds(), PATIENCE);

            assertThat(after.audioPackets() - before.audioPackets())
                    .as("packets of both ends, 100 a second")
                    .isGreaterThan(100)
                    .isLessThan((long) (100 * (seconds(before, after) - heldUp.toSeconds() + 0.5)));
        }
    }

    private static double seconds(AgentEvent.PairSampled from, AgentEvent.PairSampled to) {
        return (to.carried().untilNanos() - from.carried().untilNanos()) / 1e9;
    }

    private static void signal(String name, TestHost host) throws Exception {
        Process kill =
                new ProcessBuilder("kill", "-" + name, Long.toString(host.host().pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    @Test
    void a_wrong_turn_secret_is_named_within_a_second() throws Exception {
        assertThat(outcome(TurnTransport.UDP, "c", place.withServer(credential(new Secret("wrong"), 600))))
                .isEqualTo("turn-401");
    }

    @Test
    void an_expired_credential_is_named_within_a_second() throws Exception {
        assertThat(outcome(TurnTransport.TCP, "d", place.withServer(credential(place.turnSecret(), -5))))
                .isEqualTo("turn-401");
    }

    @Test
    void a_service_that_offers_no_turn_server_for_the_transport_is_named() throws Exception {
        assertThat(outcome(TurnTransport.TLS, "e", place.withServers(List.of())))
                .isEqualTo("no-ice-servers");
    }

    @Test
    void a_pair_that_is_given_every_url_of_the_credential_api_goes_over_udp() throws Exception {
        PlannedPair pair = new PlannedPair("all-1", TurnPath.ALL, "call/all", "all-caller", "all-callee");
        TurnKey key = place.sandbox().turnKey().orElseThrow();
        try (CloudflareSource api = new CloudflareSource(place.sandbox().httpUrl(), key.id(), key.secret());
                TestHost host = TestHost.start(
                        folder, place.begin(5, false, true), place.leasing(api, Duration.ofMinutes(10)))) {
            host.place(List.of(pair), Duration.ofSeconds(5)).awaitEnd(PATIENCE);

            AgentsResult.PairResult result =
                    host.account(List.of(pair)).result().details().get(0);
            assertThat(result.outcome()).isEqualTo("connected");
            assertThat(result.selected()).isEqualTo("relay/udp - relay/udp");
            assertThat(result.relayed()).isTrue();
        }
    }

    @Test
    void a_credential_api_that_refuses_is_named() throws Exception {
        TurnKey key = place.sandbox().turnKey().orElseThrow();
        List<PlannedPair> pairs = List.of(TestPlace.pair(TurnTransport.UDP, "refused"));
        try (CloudflareSource api =
                        new CloudflareSource(place.sandbox().httpUrl(), key.id(), new Secret("not the key's secret"));
                TestHost host = TestHost.start(
                        folder, place.begin(5, false, true), place.leasing(api, Duration.ofMinutes(10)))) {
            host.place(pairs, PATIENCE);
            AgentEvent.PairFailed failed = host.await(AgentEvent.PairFailed.class, Duration.ofSeconds(10));

            assertThat(failed.reason()).isEqualTo("no-credentials");
            assertThat(failed.detail()).isEqualTo("the credential API answers 401");
        }
    }

    private static IceServer credential(Secret secret, int lifeSeconds) {
        TurnCredential credential =
                TurnCredential.mint(secret, "agent", Instant.now().plusSeconds(lifeSeconds));
        return new IceServer(
                place.turnUrls(), Optional.of(credential.username()), Optional.of(credential.credential()));
    }

    /** What a call comes to that fails, and soon. */
    private String outcome(TurnTransport transport, String name, Supplies supplies) throws Exception {
        List<PlannedPair> pairs = List.of(TestPlace.pair(transport, name));
        try (TestHost host = TestHost.start(folder, place, supplies)) {
            host.place(pairs, PATIENCE);
            AgentEvent.PairFailed failed = host.await(AgentEvent.PairFailed.class, Duration.ofSeconds(10));
            host.host().stop();
            host.awaitEnd(PATIENCE);
            // Within a second by itself; far below any timeout on a machine that is busy.
            assertThat(host.secondsTo(failed)).isLessThan(5.0);
            return host.account(pairs).result().details().get(0).outcome();
        }
    }
}
