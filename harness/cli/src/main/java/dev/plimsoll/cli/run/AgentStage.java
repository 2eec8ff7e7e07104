package dev.plimsoll.cli.run;

import dev.plimsoll.agents.AgentAccount;
import dev.plimsoll.agents.AgentHost;
import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.AgentOrder;
import dev.plimsoll.model.plan.PlannedPair;
import dev.plimsoll.model.result.AgentsResult;
import dev.plimsoll.model.scenario.AgentLoad;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.telemetry.point.Point;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import dev.plimsoll.telemetry.signalling.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** The calls of a run: one agent host, its account, and its share of the run's numbers. Safe for use by several threads. */
final class AgentStage implements AutoCloseable {
    private final AgentLoad spec;
    private final List<PlannedPair> pairs;
    private final SignallingMeter meter;
    private final Consumer<Point> points;
    private final IntSupplier second;
    private final AgentAccount account;
    private final AgentHost host;
    private int openConnections;
    private String lost = "";

    private AgentStage(
            AgentLoad spec,
            List<PlannedPair> pairs,
            SignallingMeter meter,
            Consumer<Point> points,
            IntSupplier second,
            Path log) {
        this.spec = spec;
        this.pairs = pairs;
        this.meter = meter;
        this.points = points;
        this.second = second;
        this.account = new AgentAccount(pairs);
        this.host = AgentHost.start(log, this::heard);
    }

    /** Where the stage's numbers go. */
    record Outlets(SignallingMeter meter, Consumer<Point> points, IntSupplier second) {}

    static AgentStage prepare(AgentLoad spec, List<PlannedPair> pairs, Outlets outlets, Path log) {
        return new AgentStage(spec, pairs, outlets.meter(), outlets.points(), outlets.second(), log);
    }

    void start(Service service) {
        Map<String, String> tokens = new HashMap<>();
        String key = null;
        List<AgentOrder.Pair> ordered = new ArrayList<>();
        for (PlannedPair pair : pairs) {
            for (String peer : List.of(pair.caller(), pair.callee())) {
                Endpoint.Presented presented = service.present(peer);
                if (presented instanceof Endpoint.Presented.Token token) {
                    tokens.put(peer, token.jwt().reveal());
                } else {
                    key = ((Endpoint.Presented.Key) presented).key().reveal();
                }
            }
            ordered.add(new AgentOrder.Pair(pair.id(), pair.transport(), pair.channel(), pair.caller(), pair.callee()));
        }
        host.order(new AgentOrder.Start(
                service.endpoint().base().toString(),
                service.origin().orElse(null),
                tokens,
                key,
                ordered,
                spec.dataPerSecond(),
                spec.audio(),
                spec.duration().toMillis(),
                spec.setupTimeout().toMillis(),
                service.selfSignedTurn()));
    }

    private synchronized void heard(AgentEvent event) {
        if (event instanceof AgentEvent.PointMeasured measured) {
            points.accept(measured.point());
            return;
        }
        if (event instanceof AgentEvent.SignallingDecided decided) {
            meter.connectDecided(Source.AGENTS, decided.outcome().outcome());
            openConnections +=
                    decided.outcome().outcome() instanceof dev.plimsoll.model.ConnectOutcome.Accepted ? 1 : 0;
        } else if (event instanceof AgentEvent.SignallingEnded ended) {
            closed(ended.byUs() ? Optional.empty() : Optional.of(Integer.toString(ended.code())));
        } else if (event instanceof AgentEvent.AllEnded) {
            closeAll(Optional.empty());
        } else if (event instanceof AgentEvent.HostLost hostLost) {
            lost = hostLost.reason();
            closeAll(Optional.of("host-lost"));
        }
        account.accept(event, second.getAsInt());
    }

    private void closeAll(Optional<String> code) {
        while (openConnections > 0) {
            closed(code);
        }
    }

    private void closed(Optional<String> code) {
        openConnections--;
        meter.closed(Source.AGENTS);
        code.ifPresent(why -> meter.census().dropped(Source.AGENTS, why));
    }

    synchronized boolean allDecided() {
        return account.allDecided();
    }

    synchronized AgentsResult result() {
        return account.result();
    }

    synchronized Map<String, List<Double>> rttSeries(int seconds) {
        return account.rttSeries(seconds);
    }

    /** Why the host was lost, or empty. */
    synchronized String lost() {
        return lost;
    }

    CompletableFuture<Void> ended() {
        return host.ended();
    }

    long pid() {
        return host.pid();
    }

    void stop() {
        host.stop();
    }

    @Override
    public void close() {
        host.close();
    }
}
