package dev.plimsoll.simulations;

import dev.plimsoll.model.plan.LoadPlan;
import dev.plimsoll.model.plan.PlannedConnection;
import dev.plimsoll.signalling.client.ReconnectPolicy;
import dev.plimsoll.simulations.delivery.PublishText;
import dev.plimsoll.simulations.storm.StormTrack;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the virtual users of one run share. Gatling makes simulations by name, so it is handed over in a static. */
final class LoadContext {
    private static volatile LoadContext current;

    private final LoadTarget target;
    private final LoadPlan plan;
    private final SignallingMeter meter;
    private final LoadClock clock = new LoadClock();
    private final String filler;
    private final PublishText publishText;
    private final boolean hasDirects;
    private final List<StormTrack> storms;
    private final Map<EventLoop, Timetable> timetables = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private final Set<LoadConnection> alive = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;
    private volatile Runnable stopInjection = () -> {};

    LoadContext(LoadTarget target, LoadPlan plan, SignallingMeter meter) {
        this.target = target;
        this.plan = plan;
        this.meter = meter;
        this.filler = "x".repeat(plan.payloadBytes());
        this.publishText = new PublishText(filler);
        this.hasDirects = plan.connections().stream().anyMatch(c -> c.directs().count() > 0);
        this.storms = plan.upkeep().storms().stream().map(StormTrack::new).toList();
    }

    /** Whether nobody else tells the person at the terminal what came of it. */
    boolean printsSummary() {
        return current != this;
    }

    static synchronized void use(LoadContext context) {
        current = context;
    }

    /** Does nothing if another has taken its place, because it ended late. */
    static synchronized void release(LoadContext context) {
        if (current == context) {
            current = null;
        }
    }

    static LoadContext current() {
        LoadContext context = current;
        if (context == null) {
            throw new IllegalStateException("this simulation is started by LoadRun");
        }
        return context;
    }

    LoadTarget target() {
        return target;
    }

    LoadPlan plan() {
        return plan;
    }

    SignallingMeter meter() {
        return meter;
    }

    Timetable timetable(EventLoop loop) {
        return timetables.computeIfAbsent(loop, of -> new Timetable(of, System::nanoTime));
    }

    LoadClock clock() {
        return clock;
    }

    String filler() {
        return filler;
    }

    PublishText publishText() {
        return publishText;
    }

    boolean hasDirects() {
        return hasDirects;
    }

    List<StormTrack> storms() {
        return storms;
    }

    ReconnectPolicy reconnectPolicy() {
        return plan.upkeep().reconnects() ? ReconnectPolicy.SDK : ReconnectPolicy.NONE;
    }

    /** Round robin by place, so that a successor comes from where its predecessor came from. */
    Optional<InetAddress> sourceOf(PlannedConnection connection) {
        int sources = plan.identities().sources().size();
        return sources == 0
                ? Optional.empty()
                : Optional.of(plan.identities().sources().addresses().get(connection.slot() % sources));
    }

    /** The plan of the next virtual user; Gatling starts exactly as many as there are. */
    PlannedConnection next() {
        return plan.connections().get(next.getAndIncrement());
    }

    /** It has begun its life, though it may not be connected. */
    void opened(LoadConnection connection) {
        alive.add(connection);
    }

    /** It has come to the end of its life. */
    void closed(LoadConnection connection) {
        alive.remove(connection);
    }

    boolean isStopping() {
        return stopping;
    }

    void stopInjectionWith(Runnable action) {
        stopInjection = action;
    }

    /** Starts nobody any more and lets every virtual user end as if its time were over. */
    void stop() {
        stopping = true;
        alive.forEach(connection -> connection.loop().execute(connection::release));
        stopInjection.run();
    }
}
