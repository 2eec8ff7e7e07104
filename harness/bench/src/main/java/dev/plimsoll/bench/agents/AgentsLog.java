package dev.plimsoll.bench.agents;

import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.fleet.FleetListener;
import dev.plimsoll.telemetry.point.Measurement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What the one agent host of a benchmark told. For any thread. */
final class AgentsLog implements FleetListener {
    private static final int DIGITS = 3;
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Map<String, AgentEvent.PairSampled> samples = new HashMap<>();
    /** When each pair was sampled last, or, before its first sample, when it was connected; seconds since the epoch. */
    private final Map<String, Double> counted = new HashMap<>();

    private final InstantSource clock;
    private final Map<String, Integer> failures = new TreeMap<>();
    private final List<AgentEvent.HostVitals> vitals = new ArrayList<>();
    private final Histogram setupNanos = new Histogram(DIGITS);
    private final Histogram echoNanos = new Histogram(DIGITS);
    private long frames;
    private long points;
    private int ended;
    private int hostsLost;
    private long pid;

    AgentsLog(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void hostStarted(int host, long itsPid) {
        pid = itsPid;
    }

    @Override
    public synchronized void hostLost(int host, List<String> pairs, AgentEvent.HostLost loss) {
        hostsLost++;
        failures.merge("host lost: " + loss.reason(), pairs.size(), Integer::sum);
        notifyAll();
    }

    @Override
    public synchronized void heard(int host, AgentEvent event) {
        if (event instanceof AgentEvent.PointMeasured point) {
            measured(point);
        } else if (event instanceof AgentEvent.PairSampled sample) {
            samples.put(sample.pair(), sample);
            counted.put(sample.pair(), sample.carried().untilNanos() / 1e9);
            sample.echoNanos().forEach(nanos -> echoNanos.recordValue(Math.max(0, nanos)));
        } else if (event instanceof AgentEvent.HostVitals now) {
            vitals.add(now);
        } else if (event instanceof AgentEvent.PairConnected connected) {
            setupNanos.recordValue(connected.setupNanos());
            counted.put(connected.pair(), clock.millis() / 1e3);
            notifyAll();
        } else if (event instanceof AgentEvent.PairFailed failed) {
            failures.merge(failed.reason(), 1, Integer::sum);
            notifyAll();
        } else if (event instanceof AgentEvent.PairEnded) {
            ended++;
        }
    }

    private void measured(AgentEvent.PointMeasured point) {
        points++;
        if (point.measurement() == Measurement.WEBRTC_INBOUND
                && "video".equals(point.tags().get("kind"))) {
            frames += point.fields().getOrDefault("frames_received_delta", 0.0).longValue();
        }
    }

    synchronized void awaitConnected(int pairs, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (setupNanos.getTotalCount() < pairs) {
            if (!failures.isEmpty() || System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        setupNanos.getTotalCount() + " of " + pairs + " calls connected; " + failures);
            }
            TimeUnit.NANOSECONDS.timedWait(this, LOOK.toNanos());
        }
    }

    synchronized long pid() {
        return pid;
    }

    synchronized Flow flow() {
        return new Flow(
                samples.values().stream()
                        .mapToLong(AgentEvent.PairSampled::messagesEchoed)
                        .sum(),
                samples.values().stream()
                        .mapToLong(AgentEvent.PairSampled::audioPackets)
                        .sum(),
                frames,
                counted.values().stream().mapToDouble(Double::doubleValue).sum());
    }

    synchronized int relayed() {
        return (int) samples.values().stream()
                .filter(AgentEvent.PairSampled::relayed)
                .count();
    }

    /** How often calls failed, by reason. */
    synchronized Map<String, Integer> failures() {
        return Map.copyOf(failures);
    }

    synchronized int ended() {
        return ended;
    }

    synchronized int hostsLost() {
        return hostsLost;
    }

    /** How many points came. */
    synchronized long points() {
        return points;
    }

    /** Second by second. */
    synchronized List<AgentEvent.HostVitals> vitals() {
        return List.copyOf(vitals);
    }

    synchronized Histogram setupNanos() {
        return setupNanos.copy();
    }

    /** Round trips since this was last asked. */
    synchronized Histogram takeEchoNanos() {
        Histogram taken = echoNanos.copy();
        echoNanos.reset();
        return taken;
    }
}
