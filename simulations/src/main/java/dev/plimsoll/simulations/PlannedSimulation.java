package dev.plimsoll.simulations;

import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.plimsoll.model.plan.PlannedConnection;
import dev.plimsoll.model.plan.Planner;
import dev.plimsoll.model.plan.Segment;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Connections that open by a plan, subscribe, publish on schedule, hold and close. Publishes keep to their schedule whatever
 * the service does, and every delivery is accounted for.
 */
public abstract class PlannedSimulation extends Simulation {
    private final LoadContext load;

    /**
     * For simulations that plain Gatling starts.
     *
     * @param load made of the settings of this process
     */
    protected PlannedSimulation(Function<SimulationSettings, SignallingLoad> load) {
        this(context(SimulationSettings.ofThisProcess(), load));
    }

    PlannedSimulation(LoadContext load) {
        this.load = load;
        ScenarioBuilder connection = scenario("signalling")
                .exec(Steps.awaitTurn(load))
                .exec(Steps.connect(load))
                .exitHereIfFailed()
                .exec(Steps.subscribe())
                .exec(Steps.hold())
                .exec(Steps.close());
        setUp(connection.injectOpen(injection(load.plan().connections())));
    }

    private static LoadContext context(SimulationSettings settings, Function<SimulationSettings, SignallingLoad> load) {
        Scenario scenario = Scenario.ofLoad("simulation", new Target.Sandbox(Map.of()), load.apply(settings));
        return new LoadContext(
                settings.target(), Planner.plan(scenario, Segment.WHOLE).load().orElseThrow(), new SignallingMeter());
    }

    /**
     * A user for each of the plan's openings, second by second; each waits for its own instant. (Gatling spreads what
     * starts in a second evenly, and starts nobody on a ramp that is shorter.)
     */
    private static OpenInjectionStep[] injection(List<PlannedConnection> connections) {
        Map<Long, Integer> bySecond = new TreeMap<>();
        connections.forEach(connection -> bySecond.merge(connection.openAt().toSeconds(), 1, Integer::sum));
        List<OpenInjectionStep> steps = new ArrayList<>();
        long second = 0;
        for (Map.Entry<Long, Integer> opening : bySecond.entrySet()) {
            if (opening.getKey() > second) {
                steps.add(nothingFor(Duration.ofSeconds(opening.getKey() - second)));
            }
            steps.add(rampUsers(opening.getValue()).during(LoadClock.LEAD));
            second = opening.getKey() + 1;
        }
        return steps.toArray(OpenInjectionStep[]::new);
    }

    /** Prints what Gatling's report cannot: outcomes by code, the accounts of all deliveries, storms. */
    @Override
    public void after() {
        if (load.printsSummary()) {
            System.out.print(Summary.of(load));
        }
    }
}
