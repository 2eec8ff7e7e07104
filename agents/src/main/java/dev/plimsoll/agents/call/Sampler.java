package dev.plimsoll.agents.call;

import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.AgentOrder;
import dev.plimsoll.agents.control.Incident;
import dev.plimsoll.agents.stats.PathWatch;
import dev.plimsoll.agents.stats.PeerStats;
import dev.plimsoll.model.scenario.TurnPath;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Reads getStats at each of a call's ends, one after the other, and tells what it says. For the owner's thread. */
final class Sampler {
    private final Surroundings surroundings;
    private final AgentOrder.Pair pair;
    private final List<Agent> ends;
    private final Echo echo;
    private final Pulse pulse;
    private final TurnPath path;
    private final List<StatsPoints> points;
    private final BiConsumer<Agent, Incident> incidents;
    private long audioPackets;

    /** @param incidents hears of what happened to an end's path between two samples */
    Sampler(
            Surroundings surroundings,
            AgentOrder.Pair pair,
            List<Agent> ends,
            Echo echo,
            Pulse pulse,
            BiConsumer<Agent, Incident> incidents) {
        this.surroundings = surroundings;
        this.pair = pair;
        this.ends = ends;
        this.echo = echo;
        this.pulse = pulse;
        this.path = TurnPath.parse(pair.path()).orElseThrow();
        this.incidents = incidents;
        this.points = ends.stream().map(this::points).toList();
    }

    private StatsPoints points(Agent end) {
        return new StatsPoints(
                pair.slot(),
                role(end),
                path,
                surroundings.settings().relayOnly(),
                point -> surroundings.events().accept(AgentEvent.PointMeasured.of(point)));
    }

    static String role(Agent end) {
        return end.isCaller() ? "caller" : "callee";
    }

    /** @param then called when the sample is told; never if an end is closed first */
    void sample(Runnable then) {
        sample(new ArrayList<>(), then);
    }

    private void sample(List<PeerStats> soFar, Runnable then) {
        if (soFar.size() == ends.size()) {
            sampled(soFar);
            then.run();
        } else {
            ends.get(soFar.size()).stats(stats -> {
                soFar.add(stats);
                sample(soFar, then);
            });
        }
    }

    private void sampled(List<PeerStats> stats) {
        List<Long> roundTrips = echo.takeRoundTrips();
        long now = surroundings.epochNanos();
        long audio = stats.stream().mapToLong(PeerStats::audioPacketsReceived).sum();
        listen(audio);
        for (int end = 0; end < ends.size(); end++) {
            tell(ends.get(end), points.get(end), stats.get(end), roundTrips, now);
        }
        surroundings
                .events()
                .accept(new AgentEvent.PairSampled(
                        pair.id(),
                        roundTrips,
                        echo.sentCount(),
                        echo.echoedCount(),
                        audio,
                        stats.stream().map(Sampler::describe).collect(Collectors.joining(" - ")),
                        isRelayed(stats),
                        pulse.take(System.nanoTime(), now, echo.lostCount())));
    }

    /** Where no messages are sent, sound is what a call carries. */
    private void listen(long audio) {
        if (surroundings.settings().dataPerSecond() == 0 && audio > audioPackets) {
            pulse.heard(System.nanoTime());
        }
        audioPackets = audio;
    }

    /** An end whose path is gone for the moment has not left its relay. */
    private boolean isRelayed(List<PeerStats> stats) {
        boolean relayed = true;
        for (int end = 0; end < ends.size(); end++) {
            boolean has = stats.get(end).selected().isPresent();
            relayed &= !has || StatsPoints.isRelayed(stats.get(end), path);
        }
        return relayed;
    }

    private void tell(Agent end, StatsPoints to, PeerStats stats, List<Long> roundTrips, long epochNanos) {
        to.measured(stats, end.marks(), epochNanos).forEach(event -> incidents.accept(end, incident(event)));
        if (end.isCaller()) {
            to.peer(end.isConnected(), echo.sentCount(), echo.echoedCount(), roundTrips, end.timeline(), epochNanos);
        } else {
            to.peer(end.isConnected(), echo.heardCount(), echo.heardCount(), List.of(), end.timeline(), epochNanos);
        }
    }

    private static Incident incident(PathWatch.PathEvent event) {
        return switch (event) {
            case OFF_RELAY -> Incident.OFF_RELAY;
            case ON_RELAY -> Incident.ON_RELAY;
            case PATH_CHANGED -> Incident.PATH_CHANGED;
            case PROTOCOL_CHANGED -> Incident.PROTOCOL_CHANGED;
            case PATH_LOST -> Incident.PATH_LOST;
            case PATH_FOUND -> Incident.PATH_FOUND;
        };
    }

    private static String describe(PeerStats stats) {
        return stats.selected()
                .map(selected -> selected.relayProtocol().isEmpty()
                        ? selected.localType()
                        : selected.localType() + "/" + selected.relayProtocol())
                .orElse("none");
    }
}
