package dev.plimsoll.sandbox.connect;

import dev.plimsoll.sandbox.config.App;
import dev.plimsoll.sandbox.hub.Hub;
import dev.plimsoll.sandbox.hub.Plan;
import dev.plimsoll.signalling.Action;
import dev.plimsoll.signalling.ChannelPattern;
import java.util.List;
import java.util.Set;

/** One app while the sandbox runs. For the server's event loop. */
public final class Tenant {
    private final App app;
    private final AppKeys keys;
    private final Plan plan;
    private final Hub hub;
    private final Scope publishableScope;
    private final Scope signingScope;
    private boolean suspended;
    private List<String> origins;

    Tenant(App app, AppKeys keys, Plan plan, Hub hub) {
        this.app = app;
        this.keys = keys;
        this.plan = plan;
        this.hub = hub;
        this.suspended = app.suspended();
        this.origins = app.origins();
        this.publishableScope = scope(app, app.publishableActions());
        this.signingScope = scope(app, app.signingActions());
    }

    private static Scope scope(App app, Set<Action> actions) {
        List<ChannelPattern> patterns =
                app.channels().stream().map(ChannelPattern::of).toList();
        return new Scope(List.of(patterns), actions);
    }

    public App app() {
        return app;
    }

    public AppKeys keys() {
        return keys;
    }

    public Plan plan() {
        return plan;
    }

    public Hub hub() {
        return hub;
    }

    Scope publishableScope() {
        return publishableScope;
    }

    /** What the signing key permits; the ceiling of every token. */
    public Scope signingScope() {
        return signingScope;
    }

    public boolean isSuspended() {
        return suspended;
    }

    public void suspend(boolean wanted) {
        suspended = wanted;
    }

    /** Holds the publishable key to these origins from now on; none means any. */
    public void listOrigins(List<String> wanted) {
        origins = List.copyOf(wanted);
    }

    boolean admitsOrigin(String origin) {
        return origins.isEmpty() || origins.contains(origin);
    }
}
