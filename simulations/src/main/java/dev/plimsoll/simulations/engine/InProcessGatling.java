package dev.plimsoll.simulations.engine;

import io.gatling.app.RunResult;
import io.gatling.app.RunResultProcessor;
import io.gatling.app.Runner;
import io.gatling.commons.util.DefaultClock;
import io.gatling.core.actor.ActorSystem;
import io.gatling.core.cli.GatlingArgs;
import io.gatling.core.config.GatlingConfiguration;
import io.gatling.core.scenario.SimulationParams;
import io.gatling.core.stats.StatsEngine;
import io.gatling.core.stats.writer.RunMessage;
import io.gatling.javaapi.core.Simulation;
import io.gatling.netty.util.Transports;
import io.netty.channel.EventLoopGroup;
import io.netty.util.ResourceLeakDetector;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import scala.Option;

/**
 * Gatling in this process: its engine and its report, without its calls home and without its hold on the logs. Uses
 * classes that Gatling does not promise to keep, and is the only place that does so besides the steps.
 */
public final class InProcessGatling {
    private static final int QUIET_MILLIS = 200;
    private static final int FAREWELL_MILLIS = 5_000;
    private static final Map<String, String> SETTINGS = Map.of(
            "gatling.data.enableAnalytics", "false",
            "gatling.data.writers.0", "file",
            "gatling.http.warmUpUrl", "");

    private static final String LEAK_DETECTION = "io.netty.leakDetection.level";

    private InProcessGatling() {}

    /**
     * Runs a simulation to its end, then writes Gatling's report below {@code results}. Blocks; nothing of the load runs
     * on afterwards.
     *
     * @return Gatling's exit code: 0, or 2 if an assertion of the simulation failed
     */
    public static int run(Class<? extends Simulation> simulation, Path results) {
        GatlingConfiguration configuration = configuration();
        GatlingArgs arguments = arguments(simulation, results);
        RunResult result = execute(configuration, arguments);
        return new RunResultProcessor(arguments, configuration)
                .processRunResult(result)
                .code();
    }

    /** Runs a simulation to its end and writes no report. Blocks. */
    public static void rehearse(Class<? extends Simulation> simulation, Path scratch) {
        execute(configuration(), arguments(simulation, scratch));
    }

    private static GatlingConfiguration configuration() {
        SETTINGS.forEach(System::setProperty);
        watchForLeaksIfAsked();
        return GatlingConfiguration.load();
    }

    /** Netty writes down the stack of each 128th buffer, to tell who loses it: too dear for what the load does most. */
    private static void watchForLeaksIfAsked() {
        if (System.getProperty(LEAK_DETECTION) == null) {
            ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        }
    }

    private static GatlingArgs arguments(Class<? extends Simulation> simulation, Path results) {
        return new GatlingArgs(
                Option.apply(simulation.getName()),
                Option.empty(),
                false,
                Option.empty(),
                Option.apply(results),
                Option.empty(),
                Option.empty());
    }

    private static RunResult execute(GatlingConfiguration configuration, GatlingArgs arguments) {
        EventLoopGroup loops = Transports.newEventLoopGroup(
                configuration.netty().useNativeTransport(),
                configuration.netty().useIoUring(),
                Runtime.getRuntime().availableProcessors(),
                "plimsoll-load");
        try (ActorSystem system = new ActorSystem()) {
            return new SilentRunner(system, loops, arguments, configuration).run();
        } finally {
            // Without a quiet period a busy loop may end before it closes its channels.
            loops.shutdownGracefully(QUIET_MILLIS, FAREWELL_MILLIS, TimeUnit.MILLISECONDS)
                    .awaitUninterruptibly();
        }
    }

    /** The vendor asks its site for a newer version at every start; there is no setting against it. */
    private static final class SilentRunner extends Runner {
        SilentRunner(
                ActorSystem system, EventLoopGroup loops, GatlingArgs arguments, GatlingConfiguration configuration) {
            super(system, loops, new DefaultClock(), arguments, configuration);
        }

        @Override
        public StatsEngine newStatsEngine(SimulationParams simulation, RunMessage run) {
            return new BatchedStats(super.newStatsEngine(simulation, run));
        }

        @Override
        public void displayVersionWarning() {
            // Says nothing and asks nobody.
        }
    }
}
