package dev.plimsoll.limits;

import dev.plimsoll.limits.probe.ConcurrentBoundary;
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
                new ConcurrentBoundary() //
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
