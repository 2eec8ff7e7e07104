package dev.plimsoll.bench.signalling;

import dev.plimsoll.bench.measure.Proc;
import dev.plimsoll.bench.measure.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * As many connections as a process may have: what does one cost the generator, and how long do connects take on the way?
 *
 * @param generators how many JVMs at a time, each with a sandbox of its own, which has a limit of descriptors too
 */
record HoldCase(String id, int generators, int connections, double perSecond) implements Case {
    private static final int HOLD_SECONDS = 35;
    private static final int SETTLED_SECONDS = 5;

    @Override
    public String title() {
        return String.format(
                "Holding: %,d connections in %s, %,.0f opened a second",
                generators * connections, generators == 1 ? "one JVM" : generators + " JVMs", perSecond);
    }

    @Override
    public List<Reading> round(int round, Round.Setting setting) throws IOException, InterruptedException {
        Job job = Job.held(connections, connections, perSecond, HOLD_SECONDS, 0);
        List<CompletableFuture<List<Reading>>> all = new ArrayList<>();
        for (int i = 0; i < generators; i++) {
            all.add(CompletableFuture.supplyAsync(() -> unchecked(job, setting), task -> new Thread(task).start()));
        }
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < generators; i++) {
            String prefix = generators == 1 ? "" : "JVM " + (i + 1) + ": ";
            readings.addAll(renamed(prefix, get(all.get(i))));
        }
        return readings;
    }

    private static List<Reading> get(CompletableFuture<List<Reading>> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static List<Reading> renamed(String prefix, List<Reading> readings) {
        return readings.stream()
                .map(reading -> new Reading(prefix + reading.name(), reading.unit(), reading.value()))
                .toList();
    }

    private List<Reading> unchecked(Job job, Round.Setting setting) {
        try {
            return Round.of(Contender.PLIMSOLL, job, setting, this::hold);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a round", e);
        }
    }

    private List<Reading> hold(Round round) throws IOException, InterruptedException {
        long before = round.contenderResident();
        Round.Stretch opening = round.measureUntilOpen(connections);
        Round.Stretch held = round.measure(SETTLED_SECONDS);
        long after = round.contenderResident();
        double needed = round.neededKilobytes() - round.neededAtRest();
        long sandbox = Proc.residentBytesOf(round.sandbox().pid());
        Outcome outcome = round.outcome();
        return List.of(
                new Reading("connections held", "", held.counted().open()),
                new Reading("accepted of " + outcome.attempted(), "", outcome.accepted()),
                new Reading(
                        "opened",
                        "1/s",
                        opening.counted().accepted() / opening.cpu().seconds()),
                new Reading("connect, p50", "ms", outcome.connectMs().p50()),
                new Reading("connect, p99", "ms", outcome.connectMs().p99()),
                new Reading("connect, longest", "ms", outcome.connectMs().max()),
                new Reading("generator resident before", "MB", before / 1e6),
                new Reading("generator resident with connections", "MB", after / 1e6),
                new Reading("generator resident in all, a connection", "kB", after / 1e3 / connections),
                new Reading("memory needed for a connection, after GC", "kB", needed / connections),
                new Reading(
                        "generator CPU while opening", "cores", opening.cpu().generator()),
                new Reading("sandbox CPU while opening", "cores", opening.cpu().sandbox()),
                new Reading(
                        "everything else's CPU while opening",
                        "cores",
                        opening.cpu().others()),
                new Reading("generator CPU while held", "cores", held.cpu().generator()),
                new Reading("sandbox resident", "MB", sandbox / 1e6));
    }
}
