package dev.plimsoll.bench.live;

import dev.plimsoll.bench.measure.RunJvm;
import dev.plimsoll.bench.measure.SandboxProcess;
import dev.plimsoll.bench.signalling.Assignment;
import dev.plimsoll.bench.signalling.Job;
import dev.plimsoll.process.ChildJvm;
import dev.plimsoll.sandbox.SandboxMain;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A sandbox and a run against it, each in a process of its own, and the run's page, which comes and goes. */
final class LookedAtRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final Duration POLL = Duration.ofMillis(100);

    /** As a run has them; the compilers' threads do not come and go, so that what they take can be told apart. */
    static final List<String> JVM = Stream.concat(
                    RunJvm.OPTIONS.stream(), Stream.of("-XX:-UseDynamicNumberOfCompilerThreads"))
            .toList();

    private final SandboxProcess sandbox;
    private final ChildJvm<LiveEvent, LiveOrder> generator;
    private final BlockingQueue<LiveEvent> events = new LinkedBlockingQueue<>();
    private final Path log;

    private LookedAtRun(SandboxProcess sandbox, ChildJvm<LiveEvent, LiveOrder> generator, Path log) {
        this.sandbox = sandbox;
        this.generator = generator;
        this.log = log;
    }

    /**
     * Returns when the job has begun.
     *
     * @param callPoints points of calls a second, beside those of the job
     */
    static LookedAtRun start(Job job, int callPoints, Path folder) throws IOException, InterruptedException {
        SandboxProcess sandbox = SandboxProcess.start(SandboxMain.JVM_OPTIONS, folder.resolve("sandbox.log"));
        try {
            Path log = folder.resolve("generator.log");
            ChildJvm<LiveEvent, LiveOrder> generator = ChildJvm.start(
                    new ChildJvm.Spec(
                            LiveMain.class, JVM, Assignment.environment(job, sandbox, sandbox.openRehearsal()), log),
                    LiveEvent.class);
            LookedAtRun run = new LookedAtRun(sandbox, generator, log);
            run.begin(callPoints, Files.createDirectory(folder.resolve("run")));
            return run;
        } catch (IOException | InterruptedException | RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }

    private void begin(int callPoints, Path folder) throws IOException, InterruptedException {
        try {
            generator.control().listen("live-events", events::add, () -> {});
            generator.control().send(new LiveOrder.Rehearse(folder.toString(), callPoints));
            await(LiveEvent.Rehearsed.class);
            sandbox.closeRehearsal();
            generator.control().send(new LiveOrder.Begin());
        } catch (IOException | InterruptedException | RuntimeException e) {
            generator.close();
            throw e;
        }
    }

    private <E extends LiveEvent> E await(Class<E> type) throws IOException, InterruptedException {
        LiveEvent event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (!type.isInstance(event)) {
            throw failed("it said " + event + " in place of " + type.getSimpleName());
        }
        return type.cast(event);
    }

    private IllegalStateException failed(String why) throws IOException {
        return new IllegalStateException("the run failed: " + why + "\n" + Files.readString(log));
    }

    void awaitOpen(long connections) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (sandbox.state().open() < connections) {
            if (System.nanoTime() - deadline > 0 || !generator.isAlive()) {
                throw failed("only " + sandbox.state().open() + " connections came");
            }
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        }
    }

    /** Where the page is from now on. */
    URI show() throws IOException, InterruptedException {
        generator.control().send(new LiveOrder.Show());
        return URI.create(await(LiveEvent.Shown.class).url());
    }

    /** Returns how many points the page had no room for. */
    long hide() throws IOException, InterruptedException {
        generator.control().send(new LiveOrder.Hide());
        return await(LiveEvent.Hidden.class).dropped();
    }

    SandboxProcess sandbox() {
        return sandbox;
    }

    long pid() {
        return generator.pid();
    }

    @Override
    public void close() {
        generator.close();
        sandbox.close();
    }
}
