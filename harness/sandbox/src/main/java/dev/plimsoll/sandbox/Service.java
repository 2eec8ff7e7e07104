package dev.plimsoll.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.model.result.SandboxCount;
import dev.plimsoll.sandbox.connect.Tenant;
import dev.plimsoll.sandbox.connect.Tenants;
import dev.plimsoll.sandbox.control.AppChange;
import dev.plimsoll.sandbox.control.ControlRoutes;
import dev.plimsoll.sandbox.fault.Fault;
import dev.plimsoll.sandbox.fault.Rules;
import dev.plimsoll.sandbox.hub.Connection;
import dev.plimsoll.sandbox.hub.HubCounts;
import dev.plimsoll.sandbox.hub.Plan;
import dev.plimsoll.sandbox.net.Backlog;
import dev.plimsoll.signalling.CloseCode;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** All apps together: what they counted, and what an operator does to them. For the server's event loop. */
final class Service implements ControlRoutes.Operations {
    private final Tenants tenants;
    private final Rules rules;
    private final Timers timers;
    private final Backlog backlog;
    private final LongSupplier rejected;

    Service(Tenants tenants, Rules rules, Timers timers, Backlog backlog, LongSupplier rejected) {
        this.tenants = tenants;
        this.rules = rules;
        this.timers = timers;
        this.backlog = backlog;
        this.rejected = rejected;
    }

    SandboxCount counts() {
        long accepted = 0;
        long peak = 0;
        long published = 0;
        long deliveries = 0;
        for (Tenant tenant : tenants.all()) {
            HubCounts counts = tenant.hub().counts();
            accepted += counts.accepted();
            peak += counts.peakConnections();
            published += counts.published();
            deliveries += counts.deliveries();
        }
        return new SandboxCount(accepted, rejected.getAsLong(), peak, published, deliveries);
    }

    long struck(Fault fault) {
        return rules.struck(fault);
    }

    int open() {
        return tenants.all().stream().mapToInt(tenant -> tenant.hub().open()).sum();
    }

    @Override
    public ObjectNode state() {
        ObjectNode state = JsonNodeFactory.instance
                .objectNode()
                .put("rejected", rejected.getAsLong())
                .put("pendingBytes", backlog.bytes())
                .put("slowReadersClosed", backlog.slowReadersClosed());
        for (Tenant tenant : tenants.all()) {
            HubCounts counts = tenant.hub().counts();
            Plan.Used used = tenant.plan().used();
            state.withObjectProperty("apps")
                    .putObject(tenant.app().name())
                    .put("open", tenant.hub().open())
                    .put("accepted", counts.accepted())
                    .put("peak", counts.peakConnections())
                    .put("published", counts.published())
                    .put("deliveries", counts.deliveries())
                    .put("messagesUsed", used.messages())
                    .put("suspended", tenant.isSuspended());
        }
        return state;
    }

    @Override
    public void goAway() {
        if (!rules.has(Fault.GOES_AWAY_UNANNOUNCED)) {
            tenants.all().forEach(tenant -> tenant.hub().announceGoingAway());
        }
        if (!rules.has(Fault.GOES_AWAY_WITHOUT_CLOSING)) {
            timers.after(
                    rules.config().goingAwayToClose(),
                    () -> tenants.all().forEach(tenant -> tenant.hub().closeAll(CloseCode.GOING_AWAY)));
        }
    }

    @Override
    public int close(String peerId, int code) {
        int closed = 0;
        for (Tenant tenant : tenants.all()) {
            Set<Connection> connections = tenant.hub().connectionsOf(peerId);
            connections.forEach(connection -> end(connection, code));
            closed += connections.size();
        }
        return closed;
    }

    private static void end(Connection connection, int code) {
        Optional<CloseCode> known = CloseCode.of(code).filter(found -> found != CloseCode.ABNORMAL);
        known.ifPresentOrElse(
                found -> connection.wire().close(found), () -> connection.wire().cut());
    }

    @Override
    public boolean change(String app, AppChange change) {
        Optional<Tenant> tenant = tenants.byName(app);
        tenant.ifPresent(found -> {
            change.suspended().ifPresent(found::suspend);
            change.origins().ifPresent(found::listOrigins);
        });
        return tenant.isPresent();
    }
}
