package dev.plimsoll.simulations;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/** Connections that open on a ramp, subscribe, publish on schedule, hold and close. */
public final class SignallingSimulation extends Simulation {
    /** Gatling's injector starts nobody on a ramp shorter than this. */
    private static final Duration SHORTEST_RAMP = Duration.ofSeconds(1);

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

    private static OpenInjectionStep injection(LoadContext load) {
        int users = load.plan().connections().size();
        Duration ramp = load.plan().rampUp();
        return ramp.compareTo(SHORTEST_RAMP) < 0
                ? atOnceUsers(users)
                : rampUsers(users).during(ramp);
    }
}
