package dev.plimsoll.bench.signalling;

import dev.plimsoll.bench.measure.Proc;
import dev.plimsoll.bench.measure.Reading;
import java.io.IOException;
import java.util.List;

/**
 * The whole of a small test, from the start of the tool to the last publish: what people pay who run it. Artillery sends
 * and looks at nothing that comes back; Plimsoll rehearses, matches every answer and keeps its books.
 */
final class ArtilleryCase implements Case {
    private static final int CONNECTIONS = 2_000;
    private static final double PER_SECOND = 200;
    private static final int TALK_SECONDS = 62;
    /** Connects that came late publish late; what is missing then is missing. */
    private static final double ENOUGH = 0.995;

    private final Comparison comparison = new Comparison(
            id(),
            title(),
            Job.held(CONNECTIONS, CONNECTIONS, PER_SECOND, TALK_SECONDS, CONNECTIONS),
            List.of(Contender.PLIMSOLL, Contender.ARTILLERY),
            ArtilleryCase::untilDone);

    @Override
    public String id() {
        return "artillery";
    }

    @Override
    public String title() {
        return "Artillery: 2,000 connections, 200 a second, each alone in its channel with a publish a second for a minute";
    }

    @Override
    public List<Reading> round(int round, Round.Setting setting) throws IOException, InterruptedException {
        if (!Artillery.isInstalled()) {
            throw new IllegalStateException("Artillery is not installed");
        }
        return comparison.round(round, setting);
    }

    private static List<Reading> untilDone(Round round) throws IOException, InterruptedException {
        double wanted = (double) round.job().connections() * Artillery.publishesEach(round.job());
        round.awaitPublished((long) (ENOUGH * wanted));
        double cpu = Proc.cpuOfTree(round.contenderPid()).total();
        double memory = Proc.peakResidentBytesOfTree(round.contenderPid()) / 1e6;
        return List.of(
                new Reading("CPU for 1,000 connections", "s", cpu / CONNECTIONS * 1_000),
                new Reading("most memory", "MB", memory),
                new Reading("publishes", "", round.sandbox().state().published()));
    }
}
