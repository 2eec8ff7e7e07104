package dev.plimsoll.cli.run;

import dev.plimsoll.impair.DirectionTotals;
import dev.plimsoll.impair.ImpairmentProxy;
import dev.plimsoll.impair.Route;
import dev.plimsoll.impair.RouteTotals;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.impairment.ImpairmentPlan;
import dev.plimsoll.model.scenario.TurnTransport;
import dev.plimsoll.signalling.ice.TurnDetours;
import dev.plimsoll.signalling.ice.TurnUrl;
import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The impairments of a run: a proxy before each TURN server, on the clock of the load. Without impairments there is none. */
final class ImpairmentStage implements AutoCloseable {
    private final Map<TurnUrl, Route> routes;
    private final ImpairmentProxy proxy;
    private final Consumer<Point> points;
    private final Map<String, DirectionTotals> before = new HashMap<>();

    private ImpairmentStage(Map<TurnUrl, Route> routes, ImpairmentProxy proxy, Consumer<Point> points) {
        this.routes = routes;
        this.proxy = proxy;
        this.points = points;
    }

    /** @param turnUrls of the servers that the agents will be told */
    static ImpairmentStage prepare(ImpairmentPlan plan, List<String> turnUrls, long seed, Consumer<Point> points) {
        Map<TurnUrl, Route> routes = new LinkedHashMap<>();
        if (!plan.isEmpty()) {
            turnUrls.forEach(
                    text -> TurnUrl.parse(text).ifPresent(url -> routes.computeIfAbsent(url, ImpairmentStage::route)));
        }
        return new ImpairmentStage(
                routes,
                routes.isEmpty()
                        ? null
                        : ImpairmentProxy.start(List.copyOf(routes.values()), plan, seed, System::nanoTime),
                points);
    }

    private static Route route(TurnUrl url) {
        TurnTransport transport = url.secure() ? TurnTransport.TLS : url.tcp() ? TurnTransport.TCP : TurnTransport.UDP;
        return new Route(transport.label() + "-" + url.host() + "-" + url.port(), transport, address(url));
    }

    private static InetSocketAddress address(TurnUrl url) {
        try {
            return new InetSocketAddress(InetAddress.getAllByName(url.host())[0], url.port());
        } catch (UnknownHostException e) {
            throw new PlimsollException(
                    ExitCode.NOT_READY,
                    "the TURN server " + url.host() + " is not known to the name service",
                    "check its name in target.remote.turn.urls",
                    e);
        }
    }

    TurnDetours detours() {
        Map<String, String> detours = new HashMap<>();
        routes.forEach((url, route) -> {
            InetSocketAddress here = proxy.address(route);
            detours.put(
                    url.toString(),
                    url.at(here.getAddress().getHostAddress(), here.getPort()).toString());
        });
        return new TurnDetours(detours);
    }

    void begin() {
        if (proxy != null) {
            proxy.begin();
        }
    }

    /** Writes what happened since the last time. For one thread. */
    void secondEnded(long epochNanos) {
        if (proxy != null) {
            proxy.totals().forEach(totals -> {
                direction(totals, "up", totals.up(), epochNanos);
                direction(totals, "down", totals.down(), epochNanos);
            });
        }
    }

    private void direction(RouteTotals totals, String name, DirectionTotals now, long epochNanos) {
        DirectionTotals then = before.put(totals.route().name() + name, now);
        DirectionTotals earlier = then == null ? new DirectionTotals(0, 0, 0, 0, 0, 0, 0, 0) : then;
        points.accept(Point.of(Measurement.IMPAIRMENT, epochNanos)
                .tag("route", totals.route().name())
                .tag("direction", name)
                .tag("profile", totals.profile())
                .field("passed", now.passed() - earlier.passed())
                .field("passed_bytes", now.passedBytes() - earlier.passedBytes())
                .field("lost", now.lost() - earlier.lost())
                .field("blackholed", now.blackholed() - earlier.blackholed())
                .field("overflowed", now.overflowed() - earlier.overflowed())
                .field("reordered", now.reordered() - earlier.reordered())
                .field("queued", now.queued())
                .field("flows", totals.flows())
                .field("refused_flows", totals.refused())
                .field("late_max_ms", now.latestNanos() / 1e6)
                .build());
    }

    @Override
    public void close() {
        if (proxy != null) {
            proxy.close();
        }
    }
}
