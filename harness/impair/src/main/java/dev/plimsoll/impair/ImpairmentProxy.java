package dev.plimsoll.impair;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.impairment.ImpairmentPlan;
import dev.plimsoll.model.impairment.PathProfile;
import dev.plimsoll.model.scenario.TurnTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Stands between agents and TURN servers and does to their packets what a plan says. It needs no rights: clients connect to
 * the address of a route instead of to its server. One thread, {@code impairment}, does everything; the methods are for any
 * thread. A clear path adds two system calls a packet.
 */
public final class ImpairmentProxy implements AutoCloseable {
    private final Reactor reactor;
    private final Map<Route, Path> paths = new LinkedHashMap<>();
    private final ImpairmentPlan plan;
    private final Map<TurnTransport, PathProfile> current = new EnumMap<>(TurnTransport.class);
    private long begunNanos;
    private Duration nextStep;

    private ImpairmentProxy(Reactor reactor, ImpairmentPlan plan) {
        this.reactor = reactor;
        this.plan = plan;
    }

    /**
     * Opens a port on loopback for each route. Every path is clear until {@link #begin}.
     *
     * @param seed makes every loss, jitter and reordering of the n-th flow of a route reproducible
     * @param clock monotonic nanoseconds, as of {@link System#nanoTime()}
     * @throws PlimsollException NOT_READY if a port cannot be opened
     */
    public static ImpairmentProxy start(List<Route> routes, ImpairmentPlan plan, long seed, LongSupplier clock) {
        ImpairmentProxy proxy = null;
        try {
            proxy = new ImpairmentProxy(new Reactor("impairment", clock), plan);
            for (int i = 0; i < routes.size(); i++) {
                proxy.open(routes.get(i), new Lanes(seed, i));
            }
            proxy.reactor.start(proxy::tick);
            return proxy;
        } catch (IOException e) {
            if (proxy != null) {
                proxy.close();
            }
            throw new PlimsollException(
                    ExitCode.NOT_READY,
                    "the impairment proxy cannot open a port: " + e.getMessage(),
                    "raise the limit of open files (ulimit -n), or leave impairments out",
                    e);
        }
    }

    private void open(Route route, Lanes lanes) throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        paths.put(
                route,
                route.transport() == TurnTransport.UDP
                        ? new UdpPath(route, reactor, lanes, anyPort)
                        : new TcpPath(route, reactor, lanes, anyPort));
    }

    /** Where clients of a route go. */
    public InetSocketAddress address(Route route) {
        return paths.get(route).address();
    }

    /** Starts the plan's clock: now is its zero. */
    public void begin() {
        long now = reactor.now();
        reactor.execute(() -> {
            begunNanos = now;
            nextStep = Duration.ZERO;
        });
    }

    /** Sets a profile by hand, until the plan's next step. */
    public void use(TurnTransport transport, PathProfile profile) {
        reactor.execute(() -> apply(transport, profile));
    }

    public List<RouteTotals> totals() {
        List<RouteTotals> totals = new ArrayList<>();
        paths.values().forEach(path -> totals.add(path.totals()));
        return totals;
    }

    private void tick(long now) {
        paths.values().forEach(path -> path.tick(now));
        Duration elapsed = Duration.ofNanos(now - begunNanos);
        if (nextStep != null && elapsed.compareTo(nextStep) >= 0) {
            for (TurnTransport transport : TurnTransport.values()) {
                PathProfile profile = plan.profile(transport, elapsed);
                if (!profile.equals(current.put(transport, profile))) {
                    apply(transport, profile);
                }
            }
            nextStep = plan.nextAfter(elapsed).orElse(null);
        }
    }

    private void apply(TurnTransport transport, PathProfile profile) {
        paths.forEach((route, path) -> {
            if (route.transport() == transport) {
                path.use(profile);
            }
        });
    }

    /** Ends the thread and closes every port and flow. */
    @Override
    public void close() {
        reactor.close();
        paths.values().forEach(Path::close);
    }
}
