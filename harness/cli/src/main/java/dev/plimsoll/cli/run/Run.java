package dev.plimsoll.cli.run;

import dev.plimsoll.model.plan.LoadPlan;
import dev.plimsoll.model.plan.RunPlan;
import dev.plimsoll.model.result.AgentsResult;
import dev.plimsoll.model.result.RunResult;
import dev.plimsoll.model.result.SandboxCount;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.simulations.LoadRun;
import dev.plimsoll.simulations.LoadTarget;
import dev.plimsoll.telemetry.signalling.Source;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run, from the target's start to its result. {@link #execute} belongs to one thread; {@link #interrupt} may come from
 * any, once or more.
 */
public final class Run {
    private static final Logger LOG = LoggerFactory.getLogger(Run.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration STAGE_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    private final Scenario scenario;
    private final RunPlan plan;
    /** Counted once: it is asked for twenty times a second while the load is measured. */
    private final int wholeLoad;

    private final RunFolder folder;
    private final Progress progress;
    private final InstantSource clock;
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final List<String> notes = new ArrayList<>();
    private final List<Check> evidence = new ArrayList<>();
    private LimitStage limits;

    public Run(Scenario scenario, RunPlan plan, RunFolder folder, Progress progress, InstantSource clock) {
        this.scenario = scenario;
        this.plan = plan;
        this.wholeLoad = plan.loadConnections();
        this.folder = folder;
        this.progress = progress;
        this.clock = clock;
    }

    /** Ends the run early, in order: what was measured is still evaluated. */
    public void interrupt() {
        interrupted.countDown();
    }

    /**
     * Carries the run out.
     *
     * @throws dev.plimsoll.model.PlimsollException if it could not be started
     */
    public RunResult execute() throws IOException, InterruptedException {
        Preflight.check(plan);
        plan.load().flatMap(load -> Preflight.sources(load, scenario.target())).ifPresent(this::note);
        progress.say("run " + folder.runId());
        try (Service service = service()) {
            rehearse(service);
            return execute(service);
        } finally {
            progress.finish();
        }
    }

    private RunResult execute(Service service) throws IOException, InterruptedException {
        Instant started = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try (Instruments instruments = Instruments.open(scenario, folder, clock, started);
                Stages stages = prepare(instruments)) {
            instruments.watch("generator", ProcessHandle.current().pid());
            service.processes().forEach(instruments::watch);
            instruments.startTicking(() -> report(instruments, stages));
            carryOut(service, instruments, stages);
            instruments.stopTicking();
            return result(started, service, instruments, stages);
        }
    }

    private void rehearse(Service service) throws IOException, InterruptedException {
        Optional<LoadPlan> load = plan.load().filter(RehearsalPlace::isWorthIt);
        if (load.isEmpty() || interrupted.getCount() == 0) {
            return;
        }
        progress.say("rehearsing, so that no cold start is measured");
        try (RehearsalPlace place = service.rehearsal()) {
            place.rehearse(load.get(), folder.file("rehearsal"), clock)
                    .ifPresent(trouble -> note("The rehearsal: " + trouble));
        }
    }

    private Service service() {
        if (scenario.target() instanceof Target.Sandbox sandbox) {
            SandboxService service = SandboxService.start(sandbox, folder.file("sandbox.log"), clock);
            progress.say("sandbox at " + service.endpoint() + (sandbox.turn() ? ", with coturn" : ""));
            return service;
        }
        Target.Remote remote = (Target.Remote) scenario.target();
        Preflight.reachable(remote);
        return new RemoteService(remote, clock);
    }

    /** What runs side by side; the load is there once it has started. */
    private static final class Stages implements AutoCloseable {
        private final Optional<AgentStage> agents;
        private volatile Optional<LoadRun> load = Optional.empty();

        Stages(Optional<AgentStage> agents) {
            this.agents = agents;
        }

        boolean loadIsOver() {
            return load.map(run -> run.ended().isDone()).orElse(false);
        }

        @Override
        public void close() {
            agents.ifPresent(AgentStage::close);
        }
    }

    private Stages prepare(Instruments instruments) {
        Optional<AgentStage> agents = scenario.agents()
                .map(spec -> AgentStage.prepare(
                        spec,
                        plan.pairs(),
                        new AgentStage.Outlets(instruments.meter(), instruments.spool()::accept, instruments::second),
                        folder.file("agents.log")));
        agents.ifPresent(stage -> instruments.watch("agents", stage.pid()));
        return new Stages(agents);
    }

    private void carryOut(Service service, Instruments instruments, Stages stages) throws InterruptedException {
        stages.agents.ifPresent(agents -> agents.start(service));
        stages.load = plan.load().map(load -> startLoad(load, service, instruments));
        limits = limits(service, instruments, stages);
        limits.run();
        awaitLoad(stages);
        awaitAgents(stages);
        service.trouble().ifPresent(trouble -> trouble("sandbox.process", "The sandbox ran to the end", trouble));
    }

    private LoadRun startLoad(LoadPlan load, Service service, Instruments instruments) {
        LoadTarget target = new LoadTarget(
                service.endpoint(),
                connection -> service.present(Bearer.of(connection, load)),
                service.origin(),
                CONNECT_TIMEOUT,
                service::goAway);
        return LoadRun.start(target, load, instruments.meter(), folder.file("gatling"));
    }

    private LimitStage limits(Service service, Instruments instruments, Stages stages) {
        return new LimitStage(
                scenario,
                service.facts(),
                instruments.meter(),
                this::pause,
                limit -> awaitReady(limit, instruments, stages),
                progress);
    }

    private void pause(Duration duration) throws InterruptedException {
        if (interrupted.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new InterruptedException("the run was interrupted");
        }
    }

    private Optional<LimitStage.Obstacle> awaitReady(String limit, Instruments instruments, Stages stages)
            throws InterruptedException {
        progress.stage("probe", limit + ": waiting for the load to be complete");
        awaitThat(
                () -> isComplete(instruments, stages) || stages.loadIsOver(),
                plan.duration().plus(CONNECT_TIMEOUT));
        if (isInterrupted()) {
            return Optional.of(new LimitStage.Obstacle(Verdict.SKIPPED, "not probed, the run was interrupted"));
        }
        return isComplete(instruments, stages) && !stages.loadIsOver()
                ? Optional.empty()
                : Optional.of(new LimitStage.Obstacle(Verdict.INVALID, notComplete(instruments, stages)));
    }

    private String notComplete(Instruments instruments, Stages stages) {
        return isComplete(instruments, stages)
                ? "not probed, the load was over"
                : "not probed, the load was never complete";
    }

    private boolean isComplete(Instruments instruments, Stages stages) {
        long decided = instruments.meter().census().counts(Source.LOAD).attempted();
        return decided >= wholeLoad && stages.agents.map(AgentStage::allDecided).orElse(true);
    }

    private void awaitLoad(Stages stages) throws InterruptedException {
        Optional<LoadRun> load = stages.load;
        if (load.isEmpty()) {
            return;
        }
        awaitThat(() -> load.get().ended().isDone(), plan.duration().plus(STAGE_PATIENCE));
        if (!load.get().ended().isDone()) {
            load.get().stop();
        }
        load.get()
                .await(STOP_PATIENCE)
                .filter(trouble -> !isInterrupted())
                .ifPresent(trouble -> trouble("generator.load", "The load ran to its end", trouble));
    }

    private void awaitAgents(Stages stages) throws InterruptedException {
        if (stages.agents.isEmpty()) {
            return;
        }
        AgentStage agents = stages.agents.get();
        awaitThat(() -> agents.ended().isDone(), plan.duration().plus(STAGE_PATIENCE));
        if (!agents.ended().isDone()) {
            agents.stop();
            awaitUninterrupted(() -> agents.ended().isDone(), STOP_PATIENCE);
        }
        if (!agents.lost().isEmpty() && !isInterrupted()) {
            trouble("agents.host", "The agents ran to the end", agents.lost());
        }
    }

    private void note(String sentence) {
        notes.add(sentence);
        progress.say("NOTE " + sentence);
    }

    private void trouble(String id, String title, String what) {
        notes.add(what);
        evidence.add(Evaluation.validity(id, title, false, "no trouble", what));
    }

    /** False if the run was interrupted, or time ran out, before the condition held. */
    private boolean awaitThat(BooleanSupplier condition, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (interrupted.await(POLL.toMillis(), TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                return false;
            }
        }
        return true;
    }

    private static void awaitUninterrupted(BooleanSupplier condition, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
    }

    private boolean isInterrupted() {
        return interrupted.getCount() == 0;
    }

    private void report(Instruments instruments, Stages stages) {
        plan.load().ifPresent(load -> {
            var counters = instruments.meter().counters();
            progress.stage(
                    "load",
                    "%d of %d open, %d published, %d delivered"
                            .formatted(
                                    instruments.meter().census().open(Source.LOAD),
                                    wholeLoad,
                                    counters.sent(),
                                    counters.received()));
        });
        stages.agents.ifPresent(agents -> {
            AgentsResult result = agents.result();
            progress.stage(
                    "agents",
                    "%d of %d pairs connected, %d relayed as asked"
                            .formatted(result.connected(), result.pairs(), result.relayed()));
        });
        progress.refresh();
    }

    private RunResult result(Instant started, Service service, Instruments instruments, Stages stages) {
        Optional<SandboxCount> count = service.stop();
        if (isInterrupted()) {
            trouble(
                    "run.complete",
                    "The run went to its end",
                    "interrupted by a signal; the numbers cover what was measured until then");
        }
        Findings findings = new Findings(scenario, plan, folder.runId(), isInterrupted());
        Findings.Evidence all = new Findings.Evidence(
                started,
                Duration.between(started, clock.instant()),
                instruments,
                stages.agents,
                stages.load.map(LoadRun::storms).orElse(List.of()),
                count,
                limits.checks(),
                limits.results(),
                evidence,
                notes);
        instruments.verdicts(findings.result(all).verdicts());
        instruments.spool().close();
        String storing = instruments.spool().trouble();
        if (!storing.isEmpty()) {
            notes.add(storing);
            LOG.warn("{}", storing);
        }
        return findings.result(all);
    }
}
