package dev.plimsoll.agents.host;

import dev.plimsoll.agents.call.IceLease;
import dev.plimsoll.agents.call.Surroundings;
import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.AgentOrder;
import dev.plimsoll.agents.control.WireIceServer;
import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.Endpoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Where the peers of a host ask the run for tokens and ICE servers. For the owner's thread. */
final class Desk implements Surroundings.Supplies {
    /** As @metered-ca/realtime 1.2.0 waits for its token provider. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<Long, CompletableFuture<Endpoint.Presented>> tokens = new HashMap<>();
    private final Map<Long, CompletableFuture<IceLease>> leases = new HashMap<>();
    private final ScheduledExecutorService owner;
    private final Consumer<AgentEvent> tell;
    private long requests;

    Desk(ScheduledExecutorService owner, Consumer<AgentEvent> tell) {
        this.owner = owner;
        this.tell = tell;
    }

    @Override
    public CompletableFuture<Endpoint.Presented> present(String peerId) {
        long request = ++requests;
        tell.accept(new AgentEvent.TokenWanted(request, peerId));
        return wait(tokens, request);
    }

    @Override
    public CompletableFuture<IceLease> ice(String peerId) {
        long request = ++requests;
        tell.accept(new AgentEvent.IceWanted(request, peerId));
        return wait(leases, request);
    }

    private <T> CompletableFuture<T> wait(Map<Long, CompletableFuture<T>> pending, long request) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        pending.put(request, answer);
        owner.schedule(
                () -> {
                    if (pending.remove(request) != null) {
                        answer.completeExceptionally(
                                new TimeoutException("no answer in " + PATIENCE.toSeconds() + " s"));
                    }
                },
                PATIENCE.toMillis(),
                TimeUnit.MILLISECONDS);
        return answer;
    }

    void answered(AgentOrder.Present answer) {
        CompletableFuture<Endpoint.Presented> asked = tokens.remove(answer.request());
        if (asked != null) {
            asked.complete(
                    answer.token() != null
                            ? new Endpoint.Presented.Token(new Secret(answer.token()))
                            : new Endpoint.Presented.Key(new Secret(answer.key())));
        }
    }

    void answered(AgentOrder.UseIce answer) {
        CompletableFuture<IceLease> asked = leases.remove(answer.request());
        if (asked != null) {
            asked.complete(new IceLease(
                    answer.servers().stream().map(WireIceServer::server).toList(),
                    answer.refreshInMs(),
                    answer.expiresInMs()));
        }
    }

    void answered(AgentOrder.Deny answer) {
        IllegalStateException refusal = new IllegalStateException(answer.reason());
        CompletableFuture<?> token = tokens.remove(answer.request());
        CompletableFuture<?> lease = leases.remove(answer.request());
        if (token != null) {
            token.completeExceptionally(refusal);
        }
        if (lease != null) {
            lease.completeExceptionally(refusal);
        }
    }
}
