package dev.plimsoll.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.AgentOrder;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.plan.PlannedPair;
import dev.plimsoll.model.result.AgentsResult;
import dev.plimsoll.model.scenario.TurnTransport;
import dev.plimsoll.sandbox.Sandbox;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.sandbox.connect.AppKeys;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenSigner;
import dev.plimsoll.signalling.ice.IceServer;
import dev.plimsoll.signalling.ice.IceServers;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentHostIT {
    private static final Duration SETUP = Duration.ofSeconds(15);
    private static Sandbox sandbox;

    @TempDir
    Path folder;

    private final List<AgentEvent> events = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxConfigReader.yaml("connectsPerIp: 1000"));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void pairs_are_relayed_over_the_transport_that_they_were_asked_to_use() throws Exception {
        List<PlannedPair> pairs = Arrays.stream(TurnTransport.values())
                .map(transport -> pair(transport, "a"))
                .toList();

        try (AgentHost host = AgentHost.start(folder.resolve("agents.log"), events::add)) {
            host.order(order(pairs, Map.of(), Duration.ofSeconds(6)));
            host.ended().get(60, TimeUnit.SECONDS);
        }

        AgentsResult result = account(pairs);
        assertThat(result.details())
                .extracting(AgentsResult.PairResult::outcome)
                .containsOnly("connected");
        assertThat(result.details())
                .extracting(AgentsResult.PairResult::selected)
                .containsExactly("relay/udp - relay/udp", "relay/tcp - relay/tcp", "relay/tls - relay/tls");
        assertThat(result.relayed()).isEqualTo(3);
        assertThat(result.details()).allSatisfy(pair -> {
            assertThat(pair.messagesEchoed()).isGreaterThan(10);
            assertThat(pair.audioPackets()).isGreaterThan(100);
            assertThat(pair.rttMs().p50()).isPositive();
        });
        assertThat(events).last().isInstanceOf(AgentEvent.AllEnded.class);
    }

    @Test
    void many_pairs_whose_offers_collide_all_connect() throws Exception {
        List<PlannedPair> pairs = java.util.stream.IntStream.range(0, 24)
                .mapToObj(number -> pair(TurnTransport.UDP, "many" + number))
                .toList();

        try (AgentHost host = AgentHost.start(folder.resolve("agents.log"), events::add)) {
            host.order(order(pairs, Map.of(), SETUP.plusSeconds(2)));
            host.ended().get(60, TimeUnit.SECONDS);
        }

        assertThat(account(pairs).details())
                .extracting(AgentsResult.PairResult::outcome)
                .containsOnly("connected");
    }

    @Test
    void a_publishable_key_without_the_right_to_send_is_named() throws Exception {
        List<PlannedPair> pairs = List.of(pair(TurnTransport.UDP, "key"));
        AgentOrder.Start tokens = order(pairs, Map.of(), SETUP);
        AgentOrder.Start byKey = new AgentOrder.Start(
                tokens.url(),
                null,
                Map.of(),
                sandbox.keys().publishable(),
                tokens.pairs(),
                tokens.dataPerSecond(),
                true,
                SETUP.toMillis(),
                SETUP.toMillis(),
                true);
        CountDownLatch failed = new CountDownLatch(1);

        try (AgentHost host = AgentHost.start(folder.resolve("agents.log"), event -> {
            events.add(event);
            if (event instanceof AgentEvent.PairFailed) {
                failed.countDown();
            }
        })) {
            host.order(byKey);
            assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(account(pairs).details().get(0).outcome()).isEqualTo("signalling-action_not_permitted");
    }

    @Test
    void a_host_that_is_killed_is_reported_lost_and_so_are_its_pairs() throws Exception {
        List<PlannedPair> pairs = List.of(pair(TurnTransport.UDP, "b"));
        CountDownLatch sampled = new CountDownLatch(1);

        try (AgentHost host = AgentHost.start(folder.resolve("agents.log"), event -> {
            events.add(event);
            if (event instanceof AgentEvent.PairSampled) {
                sampled.countDown();
            }
        })) {
            host.order(order(pairs, Map.of(), Duration.ofSeconds(60)));
            assertThat(sampled.await(30, TimeUnit.SECONDS))
                    .as(() -> events.toString())
                    .isTrue();
            ProcessHandle.of(host.pid()).orElseThrow().destroyForcibly();
            host.ended().get(10, TimeUnit.SECONDS);
        }

        assertThat(events.stream().filter(AgentEvent.HostLost.class::isInstance))
                .hasSize(1);
        AgentsResult.PairResult pair = account(pairs).details().get(0);
        assertThat(pair.outcome()).isEqualTo("agent host died");
        assertThat(pair.connected()).isTrue();
        assertThat(pair.samples()).isPositive();
    }

    @Test
    void a_wrong_turn_secret_is_named_long_before_the_set_up_time_is_over() throws Exception {
        List<PlannedPair> pairs = List.of(pair(TurnTransport.UDP, "c"));
        TurnCredential wrong =
                TurnCredential.mint(new Secret("wrong"), "agent", Instant.now().plusSeconds(600));
        IceServer server = new IceServer(
                sandbox.coturn().orElseThrow().urls(), Optional.of(wrong.username()), Optional.of(wrong.credential()));
        CountDownLatch failed = new CountDownLatch(1);

        try (AgentHost host = AgentHost.start(folder.resolve("agents.log"), event -> {
            events.add(event);
            if (event instanceof AgentEvent.PairFailed) {
                failed.countDown();
            }
        })) {
            host.order(order(
                    pairs,
                    Map.of(
                            "iceServers",
                            toJava(IceServers.write(List.of(server)).toString())),
                    Duration.ofSeconds(60)));
            assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
            host.stop();
            host.ended().get(10, TimeUnit.SECONDS);
        }

        assertThat(account(pairs).details().get(0).outcome()).isEqualTo("turn-401");
    }

    @Test
    void a_service_that_offers_no_turn_server_for_the_transport_is_named() throws Exception {
        List<PlannedPair> pairs = List.of(pair(TurnTransport.TLS, "d"));
        CountDownLatch failed = new CountDownLatch(1);
        Predicate<AgentEvent> isFailure = AgentEvent.PairFailed.class::isInstance;

        try (AgentHost host = AgentHost.start(folder.resolve("agents.log"), event -> {
            events.add(event);
            if (isFailure.test(event)) {
                failed.countDown();
            }
        })) {
            host.order(order(pairs, Map.of("iceServers", List.of()), Duration.ofSeconds(60)));
            assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(account(pairs).details().get(0).outcome()).isEqualTo("no-ice-servers");
    }

    private AgentsResult account(List<PlannedPair> pairs) throws Exception {
        AgentAccount account = new AgentAccount(pairs);
        events.forEach(event -> account.accept(event, 0));
        assertThat(Files.exists(folder.resolve("agents.log"))).isTrue();
        return account.result();
    }

    private static PlannedPair pair(TurnTransport transport, String name) {
        String id = transport.label() + "-" + name;
        return new PlannedPair(id, transport, "call/" + id, id + "-caller", id + "-callee");
    }

    private static AgentOrder.Start order(List<PlannedPair> pairs, Map<String, Object> metadata, Duration duration) {
        AppKeys keys = sandbox.keys();
        TokenSigner signer = new TokenSigner(keys.keyId(), keys.secret());
        Map<String, String> tokens = new TreeMap<>();
        List<AgentOrder.Pair> ordered = new ArrayList<>();
        for (PlannedPair pair : pairs) {
            for (String peer : List.of(pair.caller(), pair.callee())) {
                TokenClaims claims = new TokenClaims(
                        peer, Instant.now().plusSeconds(600), Optional.empty(), Optional.empty(), metadata, Map.of());
                tokens.put(peer, signer.sign(claims).reveal());
            }
            ordered.add(new AgentOrder.Pair(pair.id(), pair.transport(), pair.channel(), pair.caller(), pair.callee()));
        }
        return new AgentOrder.Start(
                sandbox.url().toString(),
                null,
                tokens,
                null,
                ordered,
                5,
                true,
                duration.toMillis(),
                SETUP.toMillis(),
                true);
    }

    private static Object toJava(String json) throws Exception {
        return new com.fasterxml.jackson.databind.ObjectMapper().readValue(json, List.class);
    }
}
