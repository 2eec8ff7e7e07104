package dev.plimsoll.bench.signalling;

import dev.plimsoll.bench.measure.CpuWindow;
import dev.plimsoll.bench.measure.Jcmd;
import dev.plimsoll.bench.measure.Pause;
import dev.plimsoll.bench.measure.Proc;
import dev.plimsoll.bench.measure.Profile;
import dev.plimsoll.bench.measure.SandboxProcess;
import dev.plimsoll.bench.measure.SandboxProcess.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One contender's job at a sandbox of its own, measured from outside, and by the sandbox's own count, so that every
 * contender is measured alike.
 */
final class Round {
    private static final Duration START = Duration.ofSeconds(150);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(100);

    private final SandboxProcess sandbox;
    private final ContenderProcess contender;
    private final Contender who;
    private final Job job;
    private final Setting setting;
    private double neededAtRest;

    private Round(SandboxProcess sandbox, ContenderProcess contender, Contender who, Job job, Setting setting) {
        this.sandbox = sandbox;
        this.contender = contender;
        this.who = who;
        this.job = job;
        this.setting = setting;
    }

    /** What a round looks at; the contender and its job are there already. */
    interface Watch<T> {
        T over(Round round) throws IOException, InterruptedException;
    }

    /**
     * Where and with what.
     *
     * @param profile whether to tell where the event loops of a contender in Java spend the measured time
     */
    record Setting(List<String> sandboxJvm, List<String> contenderJvm, boolean profile, Path folder) {}

    static <T> T of(Contender who, Job job, Setting setting, Watch<T> watch) throws IOException, InterruptedException {
        try (SandboxProcess sandbox = SandboxProcess.start(
                        setting.sandboxJvm(), setting.folder().resolve("sandbox.log"));
                ContenderProcess contender = ContenderProcess.start(
                        who,
                        Assignment.environment(job, sandbox, sandbox.openRehearsal()),
                        setting.contenderJvm(),
                        setting.folder())) {
            Round round = new Round(sandbox, contender, who, job, setting);
            if (who.rehearses()) {
                round.rehearse();
            }
            return watch.over(round);
        }
    }

    Job job() {
        return job;
    }

    /** Waits until the sandbox has counted so many publishes. */
    void awaitPublished(long publishes) throws IOException, InterruptedException {
        Duration patience = PATIENCE.plusSeconds(job.holdSeconds());
        await(() -> sandbox.state().published() >= publishes, patience, () -> "not all " + publishes + " were counted");
    }

    private void rehearse() throws IOException, InterruptedException {
        await(this::hasRehearsed, START, () -> "the contender has not rehearsed");
        sandbox.closeRehearsal();
        neededAtRest = neededKilobytes();
        contender.cue();
        awaitOpen(1);
    }

    /** Being asked for its state is rehearsed by the sandbox, too. */
    private boolean hasRehearsed() throws IOException, InterruptedException {
        sandbox.state();
        return contender.hasRehearsed();
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private void await(Condition condition, Duration patience, Supplier<String> trouble)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - deadline > 0 || !contender.isAlive()) {
                throw new IllegalStateException(trouble.get() + ":\n" + contender.printed());
            }
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        }
    }

    /** Waits until so many connections are there. */
    void awaitOpen(long connections) throws IOException, InterruptedException {
        Duration patience = START.plusSeconds((long) (2 * job.rampSeconds()));
        await(() -> sandbox.state().open() >= connections, patience, () -> "not all " + connections + " came");
    }

    /**
     * What a stretch cost.
     *
     * @param cpu of the contender, the sandbox and the rest
     * @param counted by the sandbox in this time; {@code open} at its end
     */
    record Stretch(CpuWindow.Use cpu, State counted) {}

    Stretch measure(double seconds) throws IOException, InterruptedException {
        State before = sandbox.state();
        CpuWindow window = new CpuWindow(sandbox.pid(), contender.pid());
        Pause.seconds(seconds);
        return end(window, before);
    }

    /** Likewise, with a profile if one is wanted. */
    Stretch measureInDetail(double seconds) throws IOException, InterruptedException {
        if (!setting.profile() || !who.rehearses()) {
            return measure(seconds);
        }
        Profile.begin(contender.pid());
        Stretch stretch = measure(seconds);
        Path recording = Files.createTempFile(setting.folder(), "profile", ".jfr");
        String profile = Profile.end(contender.pid(), recording, who.loops()).text();
        System.out.println(who.label() + ", its event loops:" + profile);
        return stretch;
    }

    Stretch measureUntilOpen(long connections) throws IOException, InterruptedException {
        State before = sandbox.state();
        CpuWindow window = new CpuWindow(sandbox.pid(), contender.pid());
        awaitOpen(connections);
        return end(window, before);
    }

    private Stretch end(CpuWindow window, State before) throws IOException, InterruptedException {
        CpuWindow.Use use = window.end();
        State after = sandbox.state();
        return new Stretch(
                use,
                new State(
                        after.open(),
                        after.accepted() - before.accepted(),
                        after.published() - before.published(),
                        after.deliveries() - before.deliveries()));
    }

    SandboxProcess sandbox() {
        return sandbox;
    }

    long contenderPid() {
        return contender.pid();
    }

    /**
     * What the contender needs: its heap in use after a collection, which this causes, and what it has beside its heap. What a
     * rehearsal left of the heap for later use does not count.
     */
    double neededKilobytes() throws IOException, InterruptedException {
        double live = Jcmd.liveHeap(contender.pid());
        return live + contenderResident() / 1024.0 - Jcmd.committedHeap(contender.pid());
    }

    /** The same before its job; 0 of one that does not rehearse. */
    double neededAtRest() {
        return neededAtRest;
    }

    long contenderResident() {
        return Proc.residentBytesOf(contender.pid());
    }

    /** Waits for the contender's end. */
    Outcome outcome() throws IOException, InterruptedException {
        return contender.outcome(Duration.ofSeconds(job.holdSeconds()).plus(PATIENCE));
    }
}
