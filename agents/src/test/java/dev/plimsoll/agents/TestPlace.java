package dev.plimsoll.agents;

import dev.plimsoll.agents.control.AgentOrder;
import dev.plimsoll.agents.control.CallSettings;
import dev.plimsoll.agents.turn.CredentialSource;
import dev.plimsoll.agents.turn.CredentialTerms;
import dev.plimsoll.agents.turn.Credentials;
import dev.plimsoll.agents.turn.Lease;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.plan.PlannedPair;
import dev.plimsoll.model.scenario.TurnTransport;
import dev.plimsoll.sandbox.Sandbox;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.sandbox.turn.Coturn;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenSigner;
import dev.plimsoll.signalling.ice.IceServer;
import dev.plimsoll.signalling.ice.IceServers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A sandbox with coturn, and what agents need to call each other there. */
public final class TestPlace implements AutoCloseable {
    static final Duration SETUP = Duration.ofSeconds(15);
    private static final int TOKEN_SECONDS = 3600;

    private final Sandbox sandbox;

    private TestPlace(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    public static TestPlace start() {
        return start("");
    }

    /** @param settings as YAML */
    public static TestPlace start(String settings) {
        return new TestPlace(Sandbox.start(SandboxConfigReader.yaml(
                "connectsPerIp: 100000\nmaxMessages: 10000000\nmaxConcurrentConnections: 10000\ncoldKey: 0ms\n"
                        + "warmKey: 0ms\nturn: true\n"
                        + settings)));
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    Coturn coturn() {
        return sandbox.coturn().orElseThrow();
    }

    List<String> turnUrls() {
        return coturn().urls();
    }

    Secret turnSecret() {
        return coturn().secret();
    }

    public static PlannedPair pair(TurnTransport transport, String name) {
        String id = transport.label() + "-" + name;
        return new PlannedPair(id, transport, "call/" + id, id + "-caller", id + "-callee");
    }

    public static AgentOrder.Pair order(PlannedPair pair, Duration duration) {
        return new AgentOrder.Pair(
                pair.id(), pair.path().label(), pair.channel(), pair.caller(), pair.callee(), duration.toMillis());
    }

    public AgentOrder.Begin begin() {
        return begin(5, true, false);
    }

    public AgentOrder.Begin begin(double dataPerSecond, boolean audio, boolean iceFromRun) {
        return new AgentOrder.Begin(
                sandbox.url().toString(),
                null,
                new CallSettings(dataPerSecond, audio, SETUP.toMillis(), true, true, iceFromRun, false));
    }

    public Supplies withTokens() {
        return new Given(peer -> token(peer, Map.of()));
    }

    /** Tokens that bring these servers. */
    Supplies withServer(IceServer server) {
        return withServers(List.of(server));
    }

    Supplies withServers(List<IceServer> servers) {
        Object list =
                new com.fasterxml.jackson.databind.ObjectMapper().convertValue(IceServers.write(servers), List.class);
        return new Given(peer -> token(peer, Map.of("iceServers", list)));
    }

    Supplies withKey() {
        return new Given(
                peer -> new Endpoint.Presented.Key(new Secret(sandbox.keys().publishable())));
    }

    /** Tokens, and credentials of this source, each peer its own. */
    Supplies leasing(CredentialSource source, Duration ttl) {
        Credentials credentials = new Credentials(
                source,
                CredentialTerms.of(ttl, false),
                InstantSource.system(),
                new Random(1),
                (delay, work) -> CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS)
                        .execute(work));
        return new Given(peer -> token(peer, Map.of()), credentials::lease);
    }

    private Endpoint.Presented token(String peer, Map<String, Object> metadata) {
        TokenClaims claims = new TokenClaims(
                peer, Instant.now().plusSeconds(TOKEN_SECONDS), Optional.empty(), Optional.empty(), metadata, Map.of());
        return new Endpoint.Presented.Token(
                new TokenSigner(sandbox.keys().keyId(), sandbox.keys().secret()).sign(claims));
    }

    private record Given(Function<String, Endpoint.Presented> tokens, Function<String, CompletableFuture<Lease>> leases)
            implements Supplies {
        Given(Function<String, Endpoint.Presented> tokens) {
            this(tokens, peer -> CompletableFuture.failedFuture(new AssertionError("the welcome brings ICE servers")));
        }

        @Override
        public Endpoint.Presented present(String peerId) {
            return tokens.apply(peerId);
        }

        @Override
        public CompletableFuture<Lease> ice(String peerId) {
            return leases.apply(peerId);
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
