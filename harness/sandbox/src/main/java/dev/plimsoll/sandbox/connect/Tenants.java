package dev.plimsoll.sandbox.connect;

import dev.plimsoll.model.Secret;
import dev.plimsoll.sandbox.config.App;
import dev.plimsoll.sandbox.hub.Hub;
import dev.plimsoll.sandbox.hub.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Every app, found by its keys. */
public final class Tenants {
    private final List<Tenant> all = new ArrayList<>();

    /** @param newHub the messaging of one app, which never meets another's */
    public static Tenants of(
            List<App> apps,
            RandomGenerator random,
            Supplier<Plan> newPlan,
            java.util.function.Function<Plan, Hub> newHub) {
        Tenants tenants = new Tenants();
        for (App app : apps) {
            Plan plan = newPlan.get();
            tenants.all.add(new Tenant(app, AppKeys.of(app, random), plan, newHub.apply(plan)));
        }
        return tenants;
    }

    public List<Tenant> all() {
        return List.copyOf(all);
    }

    public Tenant first() {
        return all.get(0);
    }

    public Optional<Tenant> byName(String name) {
        return all.stream().filter(tenant -> tenant.app().name().equals(name)).findFirst();
    }

    public Optional<Tenant> bySigningKey(String keyId) {
        return all.stream()
                .filter(tenant -> tenant.keys().keyId().equals(keyId))
                .findFirst();
    }

    Optional<Tenant> byPublishableKey(String key) {
        return all.stream()
                .filter(tenant -> tenant.keys().publishable().equals(key))
                .findFirst();
    }

    Optional<Secret> secretOf(String keyId) {
        return bySigningKey(keyId).map(tenant -> tenant.keys().secret());
    }
}
