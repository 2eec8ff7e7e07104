package dev.plimsoll.simulations;

import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Connections that open by a plan, subscribe, publish on schedule, hold and close. */
public final class SignallingSimulation extends Simulation {
    private static final Duration SECOND = Duration.ofSeconds(1);

    public SignallingSimulation() {
        LoadContext load = LoadContext.current();
        ScenarioBuilder connection = scenario("signalling")
                .exec(Steps.connect(load))
                .exitHereIfFailed()
                .exec(Steps.subscribe())
                .exec(Steps.hold())
                .exec(Steps.close());
        setUp(connection.injectOpen(injection(load)));
    }

    /**
     * The plan's openings, second by second; Gatling spreads what opens in a second evenly, and starts nobody on a ramp
     * that is shorter.
     */
    private static OpenInjectionStep[] injection(LoadContext load) {
        Map<Long, Integer> bySecond = new TreeMap<>();
        load.plan()
                .connections()
                .forEach(connection -> bySecond.merge(connection.openAt().toSeconds(), 1, Integer::sum));
        List<OpenInjectionStep> steps = new ArrayList<>();
        long second = 0;
        for (Map.Entry<Long, Integer> opening : bySecond.entrySet()) {
            if (opening.getKey() > second) {
                steps.add(nothingFor(Duration.ofSeconds(opening.getKey() - second)));
            }
            steps.add(rampUsers(opening.getValue()).during(SECOND));
            second = opening.getKey() + 1;
        }
        return steps.toArray(OpenInjectionStep[]::new);
    }
}
