package dev.plimsoll.limits;

import dev.plimsoll.limits.probe.ConcurrentBoundary;
import dev.plimsoll.limits.probe.authorisation.Authorisation;
import dev.plimsoll.limits.probe.connect.ConnectRejection;
import dev.plimsoll.limits.probe.connect.ConnectWindow;
import dev.plimsoll.limits.probe.connect.Farewell;
import dev.plimsoll.limits.probe.connect.Kick;
import dev.plimsoll.limits.probe.connect.Liveness;
import dev.plimsoll.limits.probe.connect.TokenExpiry;
import dev.plimsoll.limits.probe.connect.WelcomeContents;
import dev.plimsoll.limits.probe.count.CountBoundary;
import dev.plimsoll.limits.probe.delivery.Delivery;
import dev.plimsoll.limits.probe.exchange.Exchange;
import dev.plimsoll.limits.probe.http.HttpBoundary;
import dev.plimsoll.limits.probe.http.HttpRate;
import dev.plimsoll.limits.probe.quota.MessageQuota;
import dev.plimsoll.limits.probe.rate.RateBoundary;
import dev.plimsoll.limits.probe.size.SizeBoundary;
import dev.plimsoll.limits.probe.turn.AllocationBoundaryProbe;
import dev.plimsoll.limits.probe.turn.AllocationRule;
import dev.plimsoll.limits.probe.turn.CredentialLifetime;
import dev.plimsoll.limits.probe.turn.RelayRate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The probes there are, by id. */
public final class Probes {
    private final Map<String, Probe> byId = new LinkedHashMap<>();

    private Probes(List<Probe> probes) {
        for (Probe probe : probes) {
            if (byId.put(probe.id(), probe) != null) {
                throw new IllegalArgumentException("two probes are called " + probe.id());
            }
        }
    }

    /** Every probe that Plimsoll has. */
    public static Probes shipped() {
        return of(
                new ConcurrentBoundary(),
                new ConnectRejection(),
                new ConnectWindow(),
                new TokenExpiry(),
                new WelcomeContents(),
                new Liveness(),
                new Kick(),
                new Farewell(),
                new SizeBoundary(),
                new RateBoundary(),
                new CountBoundary(),
                new MessageQuota(),
                new Authorisation(),
                new Exchange(),
                new Delivery(),
                new AllocationBoundaryProbe(),
                new AllocationRule(),
                new CredentialLifetime(),
                new RelayRate(),
                new HttpBoundary(),
                new HttpRate() //
                );
    }

    public static Probes of(Probe... probes) {
        return new Probes(List.of(probes));
    }

    public Optional<Probe> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** @throws IllegalStateException if there is none; packs that were read name only probes that there are */
    public Probe of(String id) {
        return byId(id).orElseThrow(() -> new IllegalStateException("no probe is called " + id));
    }

    public Collection<Probe> all() {
        return byId.values();
    }
}
