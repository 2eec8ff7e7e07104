package dev.plimsoll.agents.call;

import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.AgentOrder;
import dev.plimsoll.agents.control.WireOutcome;
import dev.plimsoll.agents.rtc.PeerFactory;
import dev.plimsoll.agents.rtc.PeerStats;
import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.signalling.client.SignallingClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pair of agents in a call, from its start to its end. Everything happens on the owner's thread. */
public final class Call implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Call.class);

    private final AgentOrder.Start order;
    private final AgentOrder.Pair pair;
    private final ScheduledExecutorService owner;
    private final InstantSource clock;
    private final Consumer<AgentEvent> events;
    private final Agent caller;
    private final Agent callee;
    private final Echo echo = new Echo();
    private final List<ScheduledFuture<?>> timers = new ArrayList<>();
    private long startedNanos;
    private long received;
    private boolean connected;
    private boolean over;

    /**
     * @param owner the one thread on which everything of the call happens
     * @param events hears of the call, on that thread
     */
    public Call(
            AgentOrder.Start order,
            AgentOrder.Pair pair,
            PeerFactory factory,
            ScheduledExecutorService owner,
            InstantSource clock,
            Consumer<AgentEvent> events) {
        this.order = order;
        this.pair = pair;
        this.owner = owner;
        this.clock = clock;
        this.events = events;
        this.caller = new Agent(settings(pair.caller(), true), factory, owner, new OfAgents());
        this.callee = new Agent(settings(pair.callee(), false), factory, owner, new OfAgents());
    }

    /** Opens a signalling connection for a peer id. */
    public interface Dialler {
        SignallingClient dial(String peerId, SignallingClient.Listener listener);
    }

    public void start(Dialler dialler) {
        startedNanos = System.nanoTime();
        caller.start(listener -> dialler.dial(pair.caller(), listener));
        callee.start(listener -> dialler.dial(pair.callee(), listener));
        timers.add(owner.schedule(this::setupTimeUp, order.setupTimeoutMs(), TimeUnit.MILLISECONDS));
    }

    private Agent.Settings settings(String self, boolean isCaller) {
        return new Agent.Settings(
                self, pair.channel(), pair.transport(), isCaller, order.audio(), order.insecureTurnTls());
    }

    private void setupTimeUp() {
        if (!connected) {
            String reason = caller.isReady() ? callee.whyNotReady() : caller.whyNotReady();
            fail(reason);
        }
    }

    private void changed() {
        if (!connected && caller.isReady() && callee.isReady()) {
            connected = true;
            events.accept(new AgentEvent.PairConnected(pair.id(), System.nanoTime() - startedNanos));
            timers.add(owner.scheduleAtFixedRate(guarded(this::sample), 1, 1, TimeUnit.SECONDS));
            if (order.dataPerSecond() > 0) {
                scheduleMessage(System.nanoTime(), (long) (1e9 / order.dataPerSecond()));
            }
        }
    }

    private void scheduleMessage(long intended, long interval) {
        timers.removeIf(ScheduledFuture::isDone);
        timers.add(owner.schedule(
                guarded(() -> {
                    if (!over) {
                        if (caller.send(echo.message(intended))) {
                            echo.sent();
                        }
                        scheduleMessage(intended + interval, interval);
                    }
                }),
                Math.max(0, intended - System.nanoTime()),
                TimeUnit.NANOSECONDS));
    }

    private void message(Agent agent, byte[] message, long arrivedNanos) {
        if (agent == caller) {
            echo.returned(message, arrivedNanos);
        } else {
            received++;
            callee.send(message);
        }
    }

    private void sample() {
        caller.stats(ofCaller -> callee.stats(ofCallee -> sampled(ofCaller, ofCallee)));
    }

    private void sampled(PeerStats ofCaller, PeerStats ofCallee) {
        List<Long> roundTrips = echo.takeRoundTrips();
        Instant now = clock.instant();
        long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        StatsPoints callerPoints = points("caller");
        StatsPoints calleePoints = points("callee");
        callerPoints.measured(ofCaller, nanos);
        calleePoints.measured(ofCallee, nanos);
        callerPoints.peer(caller.isConnected(), echo.sentCount(), echo.echoedCount(), roundTrips, nanos);
        calleePoints.peer(callee.isConnected(), received, received, List.of(), nanos);
        events.accept(new AgentEvent.PairSampled(
                pair.id(),
                roundTrips,
                echo.sentCount(),
                echo.echoedCount(),
                ofCaller.audioPacketsReceived() + ofCallee.audioPacketsReceived(),
                describe(ofCaller) + " - " + describe(ofCallee),
                StatsPoints.isRelayed(ofCaller, pair.transport())
                        && StatsPoints.isRelayed(ofCallee, pair.transport())));
    }

    private StatsPoints points(String role) {
        return new StatsPoints(
                pair.id(), role, pair.transport(), point -> events.accept(AgentEvent.PointMeasured.of(point)));
    }

    private static String describe(PeerStats stats) {
        return stats.selected()
                .map(selected -> selected.relayProtocol().isEmpty()
                        ? selected.localType()
                        : selected.localType() + "/" + selected.relayProtocol())
                .orElse("none");
    }

    private void fail(String reason) {
        if (!over) {
            events.accept(new AgentEvent.PairFailed(pair.id(), reason));
            close();
        }
    }

    /** Ends the call at both ends and releases it. */
    @Override
    public void close() {
        if (!over) {
            over = true;
            timers.forEach(timer -> timer.cancel(false));
            caller.close();
            callee.close();
        }
    }

    public boolean isOver() {
        return over;
    }

    /** A timer whose task throws would never run again. */
    private Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                LOG.error("call {}", pair.id(), e);
                fail("internal: " + e.getMessage());
            }
        };
    }

    private final class OfAgents implements Agent.Events {
        @Override
        public void signallingDecided(ConnectOutcome outcome) {
            events.accept(new AgentEvent.SignallingDecided(pair.id(), WireOutcome.of(outcome)));
        }

        @Override
        public void signallingEnded(int code, boolean byUs) {
            events.accept(new AgentEvent.SignallingEnded(pair.id(), code, byUs));
        }

        @Override
        public void changed() {
            Call.this.changed();
        }

        @Override
        public void message(Agent agent, byte[] message, long arrivedNanos) {
            Call.this.message(agent, message, arrivedNanos);
        }

        @Override
        public void failed(String reason) {
            fail(reason);
        }
    }
}
