package dev.plimsoll.simulations;

import dev.plimsoll.model.plan.LoadPlan;
import dev.plimsoll.model.result.StormResult;
import dev.plimsoll.simulations.engine.InProcessGatling;
import dev.plimsoll.simulations.storm.StormTrack;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The signalling load of one run, carried by Gatling on a thread of its own. What happens is told to the meter; Gatling's
 * own report is written too. One at a time in a process.
 */
public final class LoadRun {
    private final LoadContext context;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private LoadRun(LoadContext context) {
        this.context = context;
    }

    /** @param results folder for Gatling's log and report */
    public static LoadRun start(LoadTarget target, LoadPlan plan, SignallingMeter meter, Path results) {
        return start(target, plan, meter, () -> InProcessGatling.run(SignallingSimulation.class, results));
    }

    /** Likewise, without a report. */
    static LoadRun rehearse(LoadTarget target, LoadPlan plan, SignallingMeter meter, Path scratch) {
        return start(target, plan, meter, () -> InProcessGatling.rehearse(SignallingSimulation.class, scratch));
    }

    private static LoadRun start(LoadTarget target, LoadPlan plan, SignallingMeter meter, Runnable gatling) {
        LoadContext context = new LoadContext(target, plan, meter);
        LoadContext.use(context);
        LoadRun run = new LoadRun(context);
        Thread thread = new Thread(() -> run.carryOut(gatling), "plimsoll-gatling");
        thread.setDaemon(true);
        thread.start();
        return run;
    }

    /** Ends the load early and in order: nobody new is started, everybody closes. */
    public void stop() {
        context.stop();
    }

    /** When the plan's time began or will begin; empty until that is known. */
    public Optional<Instant> began() {
        return context.clock().began();
    }

    /** How each storm of the plan went, as far as it has gone. */
    public List<StormResult> storms() {
        return context.storms().stream().map(StormTrack::result).toList();
    }

    /** Completes when every virtual user has ended and the report is written; exceptionally if Gatling failed. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** @return the trouble that Gatling had, or empty; a load that does not end in time is trouble too */
    public Optional<String> await(Duration patience) throws InterruptedException {
        try {
            ended.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of("Gatling failed: " + e.getCause());
        } catch (TimeoutException e) {
            return Optional.of("Gatling did not end within " + patience.toSeconds() + " s");
        }
    }

    private void carryOut(Runnable gatling) {
        try {
            gatling.run();
            ended.complete(null);
        } catch (RuntimeException | Error e) {
            ended.completeExceptionally(e);
        } finally {
            LoadContext.release(context);
        }
    }
}
