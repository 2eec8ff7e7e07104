package dev.plimsoll.cli.run;

import dev.plimsoll.agents.AgentAccount;
import dev.plimsoll.agents.CallSigns;
import dev.plimsoll.agents.MediaAccount;
import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.AgentOrder;
import dev.plimsoll.agents.control.CallSettings;
import dev.plimsoll.agents.fleet.AgentFleet;
import dev.plimsoll.agents.fleet.FleetListener;
import dev.plimsoll.agents.fleet.FleetPlan;
import dev.plimsoll.agents.fleet.Placement;
import dev.plimsoll.agents.media.WavSignal;
import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.fault.FaultEvent;
import dev.plimsoll.model.fault.FaultLedger;
import dev.plimsoll.model.plan.PlannedPair;
import dev.plimsoll.model.plan.RunPlan;
import dev.plimsoll.model.result.AgentsResult;
import dev.plimsoll.model.scenario.AgentLoad;
import dev.plimsoll.model.scenario.MediaLoad;
import dev.plimsoll.model.scenario.TurnUse;
import dev.plimsoll.signalling.ice.TurnDetours;
import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import dev.plimsoll.telemetry.signalling.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/** The calls of a run: a fleet of agent hosts, its account, and its share of the run's numbers. Safe for several threads. */
final class AgentStage implements FleetListener, AutoCloseable {
    private static final String ONLY = "agents";
    private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(1);
    private static final Duration WITHOUT_DATA = Duration.ofSeconds(3);
    private static final int MESSAGES = 3;

    private final AgentLoad spec;
    private final List<PlannedPair> pairs;
    /** By call: where it has its place. */
    private final Map<String, String> slots;

    private final Outlets outlets;
    private final AgentAccount account;
    private final MediaAccount media = new MediaAccount();
    private final FaultLedger faults;
    private final AgentSupplies supplies;
    private final AgentFleet fleet;
    /** By host: what a dead one leaves open was dropped. */
    private final Map<Integer, Integer> openConnections = new HashMap<>();

    private String lost = "";

    private AgentStage(AgentLoad spec, List<PlannedPair> pairs, Outlets outlets, Way way, Path log) {
        this.spec = spec;
        this.pairs = pairs;
        this.slots = pairs.stream().collect(Collectors.toUnmodifiableMap(PlannedPair::id, PlannedPair::slot));
        this.outlets = outlets;
        this.account = new AgentAccount(pairs);
        this.faults = new FaultLedger(Point.nanosOf(outlets.started()), patience(spec));
        int hosts =
                spec.hosts().forCalls(RunPlan.slots(pairs), Runtime.getRuntime().availableProcessors());
        FleetPlan plan = new FleetPlan(
                hosts,
                spec.hosts().recycleAfterPeers(),
                spec.hosts().recycleAtBytes(),
                spec.hosts().replaceLost(),
                begin(way),
                log);
        this.supplies = AgentSupplies.of(way.service(), spec.turn(), InstantSource.system());
        this.fleet = fleet(plan);
    }

    /** A few messages may be late; where there are none, a second's sound is seen only once a second. */
    private static Duration patience(AgentLoad spec) {
        if (spec.dataPerSecond() == 0) {
            return WITHOUT_DATA;
        }
        Duration messages = Duration.ofNanos((long) (MESSAGES * 1e9 / spec.dataPerSecond()));
        return messages.compareTo(SHORTEST_PATIENCE) > 0 ? messages : SHORTEST_PATIENCE;
    }

    private AgentFleet fleet(FleetPlan plan) {
        try {
            return AgentFleet.start(plan, supplies, this);
        } catch (PlimsollException e) {
            supplies.close();
            throw e;
        }
    }

    /**
     * Where the stage's numbers go.
     *
     * @param started when the run began
     * @param watch told the name and the id of each process
     */
    record Outlets(
            SignallingMeter meter, Consumer<Point> points, Instant started, IntSupplier second, ProcessList watch) {}

    /** Takes note of processes. */
    interface ProcessList {
        void watch(String name, long pid);
    }

    /** To the service, and by which detours to its TURN servers. */
    record Way(Service service, TurnDetours detours) {}

    /**
     * Starts the hosts; they place no call yet.
     *
     * @throws PlimsollException if the sound cannot be played, or the agents cannot be started
     */
    static AgentStage prepare(AgentLoad spec, List<PlannedPair> pairs, Outlets outlets, Way way, Path log) {
        spec.media().sound().ifPresent(WavSignal::read);
        return new AgentStage(spec, pairs, outlets, way, log);
    }

    private AgentOrder.Begin begin(Way way) {
        Service service = way.service();
        CallSettings calls = new CallSettings(
                spec.dataPerSecond(),
                spec.audio(),
                spec.setupTimeout().toMillis(),
                service.selfSignedTurn(),
                spec.turn().relayOnly(),
                spec.turn().source() != TurnUse.Source.WELCOME,
                spec.turn().withPort53(),
                way.detours().byUrl(),
                media(),
                spec.statsOf());
        return new AgentOrder.Begin(
                service.endpoint().base().toString(), service.origin().orElse(null), calls);
    }

    private CallSettings.Media media() {
        MediaLoad media = spec.media();
        return new CallSettings.Media(
                media.direction() == MediaLoad.Direction.ONE_WAY,
                media.sound().map(Path::toString).orElse(null),
                media.video().orElse(null));
    }

    void start() {
        synchronized (this) {
            account.begun(Point.nanosOf(Instant.now()));
        }
        fleet.begin(pairs.stream().map(AgentStage::placement).toList());
    }

    private static Placement placement(PlannedPair pair) {
        AgentOrder.Pair order = new AgentOrder.Pair(
                pair.id(),
                pair.slot(),
                pair.path().label(),
                pair.channel(),
                pair.caller(),
                pair.callee(),
                pair.lasts().toMillis());
        return new Placement(order, pair.beginAt());
    }

    @Override
    public synchronized void hostStarted(int host, long pid) {
        media.started(host);
        outlets.watch().watch(host == 1 ? ONLY : ONLY + "-" + host, pid);
    }

    @Override
    public void heard(int host, AgentEvent event) {
        if (event instanceof AgentEvent.PointMeasured measured) {
            outlets.points().accept(measured.point());
        } else if (event instanceof AgentEvent.HostVitals vitals) {
            outlets.points().accept(point(host, vitals));
            sent(host, vitals);
        } else {
            if (event instanceof AgentEvent.CallIncident incident
                    && !incident.what().isSeenInSamples()) {
                outlets.points().accept(point(incident));
            }
            counted(host, event);
        }
    }

    private synchronized void sent(int host, AgentEvent.HostVitals vitals) {
        media.heard(host, vitals);
    }

    private Point point(AgentEvent.CallIncident incident) {
        return Point.of(Measurement.WEBRTC_INCIDENT, incident.epochNanos())
                .tag("pair", slots.get(incident.pair()))
                .tag("role", incident.role())
                .tag("what", incident.what().label())
                .field("count", 1)
                .field("took_ms", incident.tookNanos() == 0 ? null : incident.tookNanos() / 1e6)
                .build();
    }

    private static Point point(int host, AgentEvent.HostVitals vitals) {
        return Point.of(Measurement.AGENT_HOST, Point.nanosOf(Instant.now()))
                .tag("host", Integer.toString(host))
                .field("heap", vitals.heapBytes())
                .field("heap_committed", vitals.heapCommittedBytes())
                .field("resident", vitals.residentBytes())
                .field("threads", vitals.threads())
                .field("open_files", vitals.openFiles())
                .field("peers_open", vitals.peersOpen())
                .field("peers_made", vitals.peersMade())
                .field("points_dropped", vitals.pointsDropped())
                .field("sound_lost", vitals.sound().lost())
                .field("pictures_lost", vitals.pictures().lost())
                .build();
    }

    private synchronized void counted(int host, AgentEvent event) {
        if (event instanceof AgentEvent.SignallingDecided decided) {
            ConnectOutcome outcome = decided.outcome().outcome();
            outlets.meter().connectDecided(Source.AGENTS, outcome);
            openConnections.merge(host, outcome instanceof ConnectOutcome.Accepted ? 1 : 0, Integer::sum);
        } else if (event instanceof AgentEvent.SignallingEnded ended) {
            closed(host, ended.byUs() ? Optional.empty() : Optional.of(Integer.toString(ended.code())));
        } else if (event instanceof AgentEvent.AllEnded) {
            closeAll(host, Optional.empty());
        }
        account.accept(event, outlets.second().getAsInt());
        CallSigns.of(event, Point.nanosOf(Instant.now())).ifPresent(faults::accept);
    }

    /** Something happens to all calls on purpose. */
    synchronized void fault(FaultEvent event) {
        faults.accept(event);
        account.fault(event);
    }

    void forgetCredentials() {
        supplies.forgetCredentials();
    }

    void order(AgentOrder order) {
        fleet.order(order);
    }

    @Override
    public synchronized void hostLost(int host, List<String> ofHost, AgentEvent.HostLost loss) {
        lost = loss.reason();
        closeAll(host, Optional.of("host-lost"));
        account.lost(ofHost, loss);
        long now = Point.nanosOf(Instant.now());
        ofHost.forEach(pair -> faults.accept(new FaultEvent.CallOver(pair, "agent host died", now)));
    }

    private void closeAll(int host, Optional<String> code) {
        while (openConnections.getOrDefault(host, 0) > 0) {
            closed(host, code);
        }
    }

    private void closed(int host, Optional<String> code) {
        openConnections.merge(host, -1, Integer::sum);
        outlets.meter().closed(Source.AGENTS);
        code.ifPresent(why -> outlets.meter().census().dropped(Source.AGENTS, why));
    }

    synchronized boolean allDecided() {
        return account.allDecided();
    }

    synchronized AgentAccount.Tally tally() {
        return account.tally();
    }

    synchronized AgentsResult result() {
        return account.result().withFaults(faults.results());
    }

    synchronized Map<String, List<Double>> rttSeries(int seconds) {
        return account.rttSeries(seconds);
    }

    /** What the hosts were too slow to send; empty if they were to send no media. */
    synchronized OptionalDouble mediaLostPercent() {
        return media.lostPercent();
    }

    /** Why a host was lost, or empty. */
    synchronized String lost() {
        return lost;
    }

    CompletableFuture<Void> ended() {
        return fleet.ended();
    }

    void stop() {
        fleet.stop();
    }

    @Override
    public void close() {
        fleet.close();
        supplies.close();
    }
}
