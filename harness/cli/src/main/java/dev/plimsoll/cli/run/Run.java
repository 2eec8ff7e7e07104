package dev.plimsoll.cli.run;

import dev.plimsoll.model.plan.LoadPlan;
import dev.plimsoll.model.plan.RunPlan;
import dev.plimsoll.model.result.RunResult;
import dev.plimsoll.model.result.SandboxCount;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.simulations.LoadRun;
import dev.plimsoll.simulations.LoadTarget;
import dev.plimsoll.telemetry.pipeline.PointPipeline;
import dev.plimsoll.telemetry.point.Point;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run, from the target's start to its result. {@link #execute} belongs to one thread; {@link #interrupt} may come from
 * any, once or more.
 */
public final class Run {
    private static final Logger LOG = LoggerFactory.getLogger(Run.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final Scenario scenario;
    private final RunPlan plan;
    private final List<LoadTimeline.Moment> moments;
    private final RunFolder folder;
    private final Progress progress;
    private final Outlet outlet;
    private final InstantSource clock;
    private final Interruption interruption = new Interruption();
    private final List<String> notes = new ArrayList<>();
    private final List<Check> evidence = new ArrayList<>();
    private LimitStage limits;

    /** @param outlet where points and verdicts go besides the folder, and under which name */
    public Run(
            Scenario scenario, RunPlan plan, RunFolder folder, Progress progress, Outlet outlet, InstantSource clock) {
        this.outlet = outlet;
        this.scenario = scenario;
        this.plan = plan;
        this.moments = scenario.signalling()
                .flatMap(load -> plan.load().map(planned -> LoadTimeline.of(load, planned)))
                .orElse(List.of());
        this.folder = folder;
        this.progress = progress;
        this.clock = clock;
    }

    /** Ends the run early, in order: what was measured is still evaluated. */
    public void interrupt() {
        interruption.raise();
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
        try (Instruments instruments = Instruments.open(scenario, folder, outlet, clock, started);
                ImpairmentStage impairments = ImpairmentStage.prepare(
                        scenario.faults().over(scenario.impairments()),
                        service.turnUrls(),
                        scenario.seed(),
                        instruments.points()::accept);
                Stages stages = prepare(new AgentStage.Way(service, impairments.detours()), instruments, started)) {
            instruments.watch("generator", ProcessHandle.current().pid());
            service.processes().forEach(instruments::watch);
            instruments.startTicking(() -> {
                report(instruments, stages);
                impairments.secondEnded(Point.nanosOf(clock.instant()));
            });
            stages.agents().ifPresent(agents -> {
                instruments.marks().begins("calls");
                agents.start();
            });
            impairments.begin();
            instruments.marks().pathsBegan(clock.instant());
            stages.begin(faults(service, instruments, stages));
            carryOut(service, instruments, stages);
            instruments.stopTicking();
            return result(started, service, instruments, stages);
        }
    }

    private void rehearse(Service service) throws IOException, InterruptedException {
        Optional<LoadPlan> load = plan.load().filter(RehearsalPlace::isWorthIt);
        if (load.isEmpty() || interruption.isRaised()) {
            return;
        }
        progress.say("rehearsing, so that no cold start is measured");
        try (RehearsalPlace place = service.rehearsal()) {
            place.rehearse(load.get(), folder.file("rehearsal"), clock)
                    .ifPresent(trouble -> note("The rehearsal: " + trouble));
        }
    }

    private Service service() throws InterruptedException {
        if (scenario.target() instanceof Target.Sandbox sandbox) {
            SandboxService service = SandboxService.start(sandbox, folder.file("sandbox.log"), clock);
            progress.say("sandbox at " + service.endpoint() + (sandbox.turn() ? ", with coturn" : ""));
            return service;
        }
        Target.Remote remote = (Target.Remote) scenario.target();
        boolean packsAlone = plan.loadConnections() == 0
                && plan.agentConnections() == 0
                && scenario.limits().isEmpty()
                && !scenario.packs().isEmpty();
        if (!packsAlone) {
            Preflight.reachable(remote);
        }
        RemoteService service = new RemoteService(remote, clock);
        Preflight.answering(scenario.packs(), service.facts());
        return service;
    }

    private Optional<FaultStage> faults(Service service, Instruments instruments, Stages stages) {
        return stages.agents()
                .filter(agents -> !scenario.faults().isEmpty())
                .map(agents -> new FaultStage(
                        scenario.faults(),
                        new CallLevers(service, agents, instruments::watch),
                        instruments.marks(),
                        agents::fault,
                        clock));
    }

    private Stages prepare(AgentStage.Way way, Instruments instruments, Instant started) {
        Optional<AgentStage> agents = scenario.agents()
                .map(spec -> AgentStage.prepare(
                        spec,
                        plan.pairs(),
                        new AgentStage.Outlets(
                                instruments.meter(),
                                instruments.points()::accept,
                                started,
                                instruments::second,
                                instruments::watch),
                        way,
                        folder.file("agents.log")));
        return new Stages(plan, instruments.meter(), interruption, agents);
    }

    private void carryOut(Service service, Instruments instruments, Stages stages) throws InterruptedException {
        plan.load().map(load -> startLoad(load, service, instruments)).ifPresent(stages::carry);
        limits = limits(service, instruments, stages);
        limits.run();
        stages.awaitLoad().ifPresent(lost -> trouble("generator.load", "The load ran to its end", lost));
        stages.awaitAgents().ifPresent(lost -> trouble("agents.host", "The agents ran to the end", lost));
        stages.agents().ifPresent(agents -> instruments.marks().ends("calls"));
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
                interruption::pause,
                limit -> awaitReady(limit, stages),
                progress,
                instruments.marks(),
                outlet.live()::verdict);
    }

    private Optional<LimitStage.Obstacle> awaitReady(String limit, Stages stages) throws InterruptedException {
        progress.stage("probe", limit + ": waiting for the load to be complete");
        interruption.awaitThat(
                () -> stages.isComplete() || stages.loadIsOver(),
                plan.duration().plus(CONNECT_TIMEOUT));
        if (interruption.isRaised()) {
            return Optional.of(new LimitStage.Obstacle(Verdict.SKIPPED, "not probed, the run was interrupted"));
        }
        if (!stages.isComplete()) {
            return Optional.of(new LimitStage.Obstacle(Verdict.INVALID, "not probed, the load was never complete"));
        }
        return stages.loadIsOver()
                ? Optional.of(new LimitStage.Obstacle(Verdict.INVALID, "not probed, the load was over"))
                : Optional.empty();
    }

    private void note(String sentence) {
        notes.add(sentence);
        progress.say("NOTE " + sentence);
    }

    private void trouble(String id, String title, String what) {
        notes.add(what);
        evidence.add(Evaluation.validity(id, title, false, "no trouble", what));
    }

    private void report(Instruments instruments, Stages stages) {
        stages.loadBegan().ifPresent(began -> instruments.marks().loadBegan(began, moments));
        stages.tell(progress);
        long lost = instruments.points().result().lost();
        if (lost > 0) {
            progress.stage("points", lost + " LOST: the run is INVALID");
        }
        progress.refresh();
    }

    private RunResult result(Instant started, Service service, Instruments instruments, Stages stages) {
        Optional<SandboxCount> count = service.stop();
        if (interruption.isRaised()) {
            trouble(
                    "run.complete",
                    "The run went to its end",
                    "interrupted by a signal; the numbers cover what was measured until then");
        }
        Findings findings = new Findings(scenario, plan, folder.runId(), interruption.isRaised());
        Findings.Evidence all = new Findings.Evidence(
                started,
                Duration.between(started, clock.instant()),
                instruments,
                stages.agents(),
                stages.storms(),
                count,
                limits.checks(),
                limits.results(),
                evidence,
                notes);
        RunResult judged = findings.result(all);
        // Of a round that was broken off nothing is concluded, and no series must show that there was.
        if (outlet.isOfRun() || !interruption.isRaised()) {
            instruments.verdicts(judged.verdicts());
            instruments.marks().ended(judged);
        }
        instruments.points().close();
        noteStoring(instruments.points());
        return findings.result(all);
    }

    private void noteStoring(PointPipeline points) {
        String storing = points.trouble();
        if (!storing.isEmpty()) {
            notes.add(storing);
            LOG.warn("{}", storing);
        }
        if (points.unsent() > 0) {
            notes.add(
                    points.unsent() + " points were not uploaded; send them with: ./plimsoll upload " + folder.path());
        }
    }
}
