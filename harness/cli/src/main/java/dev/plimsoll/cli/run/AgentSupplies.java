package dev.plimsoll.cli.run;

import dev.plimsoll.agents.Supplies;
import dev.plimsoll.agents.turn.CloudflareSource;
import dev.plimsoll.agents.turn.CredentialSource;
import dev.plimsoll.agents.turn.CredentialTerms;
import dev.plimsoll.agents.turn.Credentials;
import dev.plimsoll.agents.turn.Lease;
import dev.plimsoll.agents.turn.SharedSecretSource;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.scenario.TurnUse;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.ice.IceServer;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** What the agents get of the run: a token signed anew for each connect, and ICE servers as the scenario says. */
final class AgentSupplies implements Supplies, AutoCloseable {
    private final Service service;
    private final Function<String, CompletableFuture<Lease>> leases;
    private final Runnable forget;
    private final Runnable onClose;

    private AgentSupplies(Service service, Function<String, CompletableFuture<Lease>> leases, Runnable onClose) {
        this(service, leases, () -> {}, onClose);
    }

    private AgentSupplies(
            Service service, Function<String, CompletableFuture<Lease>> leases, Runnable forget, Runnable onClose) {
        this.service = service;
        this.leases = leases;
        this.forget = forget;
        this.onClose = onClose;
    }

    /** @throws PlimsollException USAGE if the target does not have what the scenario asks for */
    static AgentSupplies of(Service service, TurnUse use, InstantSource clock) {
        return switch (use.source()) {
            case WELCOME ->
                new AgentSupplies(
                        service,
                        peer -> CompletableFuture.failedFuture(new IllegalStateException("the welcome brings servers")),
                        () -> {});
            case STATIC -> new AgentSupplies(service, fixed(service.facts()), () -> {});
            case SECRET -> {
                TargetFacts.Turn turn = service.facts().turn().orElseThrow(() -> missing("turn"));
                SharedSecretSource source = new SharedSecretSource(
                        turn.urls(), turn.sharedSecret().orElseThrow(() -> missing("turn.sharedSecret")), clock);
                yield minted(service, minted(source, use, clock), () -> {});
            }
            case API -> {
                TargetFacts.TurnApi api = service.facts().turnApi().orElseThrow(() -> missing("turnApi"));
                CloudflareSource source = new CloudflareSource(api.base(), api.keyId(), api.bearer());
                yield minted(service, minted(source, use, clock), source::close);
            }
        };
    }

    private static Function<String, CompletableFuture<Lease>> fixed(TargetFacts facts) {
        TargetFacts.Turn turn = facts.turn().orElseThrow(() -> missing("turn"));
        Lease lease = Lease.unlimited(List.of(new IceServer(
                turn.urls(),
                Optional.of(turn.username().orElseThrow(() -> missing("turn.username"))),
                Optional.of(turn.password().orElseThrow(() -> missing("turn.credential"))))));
        return peer -> CompletableFuture.completedFuture(lease);
    }

    private static AgentSupplies minted(Service service, Credentials credentials, Runnable onClose) {
        return new AgentSupplies(service, credentials::lease, credentials::forget, onClose);
    }

    private static Credentials minted(CredentialSource source, TurnUse use, InstantSource clock) {
        return new Credentials(
                source,
                CredentialTerms.of(use.ttl(), use.shared()),
                clock,
                RandomGenerator.getDefault(),
                (delay, work) -> CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS)
                        .execute(work));
    }

    private static PlimsollException missing(String what) {
        return new PlimsollException(
                ExitCode.USAGE,
                "agents.turn.source needs what the target does not name: services." + what,
                "name it under the target's services, or choose another source");
    }

    @Override
    public Endpoint.Presented present(String peerId) {
        return service.present(peerId);
    }

    @Override
    public CompletableFuture<Lease> ice(String peerId) {
        return leases.apply(peerId);
    }

    /** Whoever waits for credentials, or asks for them from now on, gets new ones. */
    void forgetCredentials() {
        forget.run();
    }

    @Override
    public void close() {
        onClose.run();
    }
}
