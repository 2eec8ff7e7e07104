package dev.plimsoll.agents;

import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.AgentOrder;
import dev.plimsoll.agents.control.WireIceServer;
import dev.plimsoll.agents.turn.Lease;
import dev.plimsoll.signalling.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** Answers what the peers of a host ask for. */
final class Clerk {
    private final Supplies supplies;
    private final Consumer<AgentOrder> host;
    private final InstantSource clock = InstantSource.system();

    Clerk(Supplies supplies, Consumer<AgentOrder> host) {
        this.supplies = supplies;
        this.host = host;
    }

    void serve(AgentEvent.TokenWanted wanted) {
        try {
            host.accept(answer(wanted.request(), supplies.present(wanted.peer())));
        } catch (RuntimeException e) {
            host.accept(new AgentOrder.Deny(wanted.request(), String.valueOf(e.getMessage())));
        }
    }

    private static AgentOrder answer(long request, Endpoint.Presented presented) {
        if (presented instanceof Endpoint.Presented.Token token) {
            return new AgentOrder.Present(request, token.jwt().reveal(), null);
        } else if (presented instanceof Endpoint.Presented.Key key) {
            return new AgentOrder.Present(request, null, key.key().reveal());
        }
        return new AgentOrder.Deny(request, "agents present a token or a key");
    }

    void serve(AgentEvent.IceWanted wanted) {
        supplies.ice(wanted.peer())
                .whenComplete((lease, error) -> host.accept(
                        error == null
                                ? answer(wanted.request(), lease)
                                : new AgentOrder.Deny(wanted.request(), rootMessage(error))));
    }

    private AgentOrder answer(long request, Lease lease) {
        return new AgentOrder.UseIce(
                request,
                lease.servers().stream().map(WireIceServer::of).toList(),
                untilMs(lease.refreshAt()),
                untilMs(lease.expiresAt()));
    }

    /** Rounded up: who comes a moment too early would get what it has. */
    private long untilMs(Optional<Instant> when) {
        return when.map(instant ->
                        Math.max(0, Duration.between(clock.instant(), instant).toMillis() + 1))
                .orElse(-1L);
    }

    private static String rootMessage(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
