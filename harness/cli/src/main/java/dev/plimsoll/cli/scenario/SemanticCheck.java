package dev.plimsoll.cli.scenario;

import dev.plimsoll.cli.scenario.SchemaCheck.Fault;
import dev.plimsoll.model.plan.Planner;
import dev.plimsoll.model.plan.RunPlan;
import dev.plimsoll.model.plan.Segment;
import dev.plimsoll.model.scenario.LimitSpec;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with a scenario although each of its fields is well formed. Pure. */
final class SemanticCheck {
    private static final Duration SHORTEST_RAMP = Duration.ofSeconds(1);
    private static final Duration DRAIN = Duration.ofSeconds(2);
    private static final double HIGHEST_PUBLISH_RATE = 80;
    private static final int LARGEST_PAYLOAD = 60_000;

    private final Scenario scenario;
    private final List<Fault> faults = new ArrayList<>();

    private SemanticCheck(Scenario scenario) {
        this.scenario = scenario;
    }

    static List<Fault> faults(Scenario scenario) {
        SemanticCheck check = new SemanticCheck(scenario);
        check.stages();
        scenario.signalling().ifPresent(check::signalling);
        check.agents();
        if (check.faults.isEmpty()) {
            // The plan of a scenario that is wrong by itself would only yield follow-up faults.
            check.plan(Planner.plan(scenario, Segment.WHOLE));
        }
        return check.faults;
    }

    private void stages() {
        if (scenario.signalling().isEmpty() && scenario.agents().isEmpty()) {
            fault("", "does nothing", "add signalling or agents");
        }
    }

    private void signalling(SignallingLoad load) {
        if (load.channels() > load.connections()) {
            fault(
                    "/signalling/channels",
                    load.channels() + " channels for " + load.connections() + " connections",
                    "write " + load.connections() + " or less");
        }
        if (load.rampUp().compareTo(SHORTEST_RAMP) < 0) {
            fault("/signalling/rampUp", "is shorter than Gatling can ramp", "write 1s or more");
        }
        if (load.publisherShare() > 0 && load.hold().compareTo(DRAIN) <= 0) {
            fault(
                    "/signalling/hold",
                    "leaves no time to publish: the last 2s are for deliveries",
                    "write more than 2s");
        }
        if (load.publishesPerSecond() > HIGHEST_PUBLISH_RATE) {
            fault(
                    "/signalling/publishRate",
                    "is above what one connection may send (100/s documented)",
                    "write 80/s or less, with more publishers");
        }
        if (load.payloadBytes() > LARGEST_PAYLOAD) {
            fault("/signalling/payload", "does not fit a frame of 64 KB", "write 60000B or less");
        }
    }

    private void agents() {
        if (scenario.agents().isEmpty()) {
            return;
        }
        if (scenario.agents().get().totalPairs() == 0) {
            fault("/agents/pairs", "adds up to none", "write 1 or more for udp, tcp or tls");
        }
        if (scenario.target() instanceof Target.Sandbox sandbox && !sandbox.turn()) {
            fault("/target/sandbox/turn", "agents need TURN", "write true, or leave it out");
        }
    }

    private void plan(RunPlan plan) {
        Set<String> ids = new HashSet<>();
        int index = 0;
        for (LimitSpec limit : scenario.limits()) {
            String pointer = "/limits/" + index++;
            if (!ids.add(limit.id())) {
                fault(pointer + "/id", "'" + limit.id() + "' stands twice", "give every limit an id of its own");
            }
            int own = plan.loadConnections() + plan.agentConnections();
            if (limit.documented() < own) {
                fault(
                        pointer + "/documented",
                        "the run itself holds " + own + " connections, so this cannot be probed",
                        "open fewer connections, or probe it in a scenario of its own");
            }
        }
        if (scenario.target() instanceof Target.Remote remote) {
            remote(remote, plan);
        }
    }

    private void remote(Target.Remote remote, RunPlan plan) {
        if (!remote.isLoopback() && !"wss".equals(remote.url().getScheme())) {
            fault("/target/remote/url", "would send credentials in the clear", "write wss://");
        }
        Target.Budget budget = remote.budget();
        String pointer = "/target/remote/budget/";
        if (plan.attempts() > budget.connections()) {
            fault(pointer + "connections", "the run opens " + plan.attempts(), "allow that, or open fewer");
        }
        if (plan.messages() > budget.messages()) {
            fault(pointer + "messages", "the run sends up to " + plan.messages(), "allow that, or send fewer");
        }
        if (plan.duration().compareTo(budget.duration()) > 0) {
            fault(
                    pointer + "duration",
                    "the run takes " + plan.duration().toSeconds() + "s",
                    "allow that, or run shorter");
        }
    }

    private void fault(String pointer, String what, String hint) {
        faults.add(new Fault(pointer, what, hint));
    }
}
