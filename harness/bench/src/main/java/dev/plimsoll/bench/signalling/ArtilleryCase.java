package dev.plimsoll.bench.signalling;

import dev.plimsoll.bench.measure.Proc;
import dev.plimsoll.bench.measure.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A test as people make it with Artillery, from its first connection to its last, and apart from that what each tool took to
 * begin. Artillery sends and looks at nothing that comes back; Plimsoll has rehearsed, matches every answer and keeps its books.
 */
final class ArtilleryCase implements Case {
    private static final int STAY_SECONDS = 15;
    private static final int TALK_SECONDS = 62;
    /** Connects that came late publish late; what is missing then is missing. */
    private static final double ENOUGH = 0.995;

    private final String id;
    private final String title;
    private final Job job;
    private final Comparison comparison;

    private ArtilleryCase(String id, String title, Job job, End end) {
        this.id = id;
        this.title = title;
        this.job = job;
        this.comparison = new Comparison(
                id, title, job, List.of(Contender.PLIMSOLL, Contender.ARTILLERY), round -> readings(round, end));
    }

    /** When the job is done, and how much of it. */
    private interface End {
        Reading await(Round round) throws IOException, InterruptedException;
    }

    static Case connections() {
        int connections = 19_000;
        return new ArtilleryCase(
                "artillery",
                "Artillery: 19,000 connections, 250 a second, each subscribes to a channel of its own and stays",
                Job.held(connections, connections, 250, STAY_SECONDS, 0),
                round -> {
                    round.awaitOpen(connections);
                    return new Reading("open", "", round.sandbox().state().open());
                });
    }

    static Case talk() {
        int connections = 2_000;
        return new ArtilleryCase(
                "artillery-talk",
                "Artillery: 2,000 connections, 200 a second, each alone in its channel with a publish a second for a minute",
                Job.held(connections, connections, 200, TALK_SECONDS, connections),
                round -> {
                    double wanted = (double) connections * Artillery.publishesEach(round.job());
                    round.awaitPublished((long) (ENOUGH * wanted));
                    return new Reading("publishes", "", round.sandbox().state().published());
                });
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public List<Reading> round(int round, Round.Setting setting) throws IOException, InterruptedException {
        if (!Artillery.isInstalled()) {
            throw new IllegalStateException("Artillery is not installed");
        }
        return comparison.round(round, setting);
    }

    private List<Reading> readings(Round round, End end) throws IOException, InterruptedException {
        round.awaitOpen(1);
        double cpuBefore = Proc.cpuOfTree(round.contenderPid()).total();
        long memoryBefore = Proc.proportionalBytesOfTree(round.contenderPid());
        Reading done = end.await(round);
        double cpu = Proc.cpuOfTree(round.contenderPid()).total() - cpuBefore;
        long memory = Proc.proportionalBytesOfTree(round.contenderPid());
        double thousands = job.connections() / 1_000.0;
        List<Reading> readings = new ArrayList<>();
        readings.add(new Reading("CPU for 1,000 connections", "s", cpu / thousands));
        readings.add(new Reading("CPU before the first, rehearsal and all", "s", cpuBefore));
        readings.add(new Reading("resident at the end", "MB", memory / 1e6));
        readings.add(new Reading("resident before the first", "MB", memoryBefore / 1e6));
        readings.add(done);
        return readings;
    }
}
