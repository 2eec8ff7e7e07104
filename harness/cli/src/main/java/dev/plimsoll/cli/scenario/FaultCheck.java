package dev.plimsoll.cli.scenario;

import dev.plimsoll.model.fault.PlannedFault;
import dev.plimsoll.model.plan.PlannedPair;
import dev.plimsoll.model.scenario.AgentLoad;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.model.scenario.TurnUse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What is wrong with a scenario's faults although each of their fields is well formed. Pure. */
final class FaultCheck {
    private static final String HERE = "/faults";

    private final Scenario scenario;
    private final List<PlannedFault> planned;
    private final Predicate<String[]> sound;
    private final LoadReader.Faults problems;

    /** @param sound whether nothing is known to be wrong with fields */
    FaultCheck(Scenario scenario, Predicate<String[]> sound, LoadReader.Faults problems) {
        this.scenario = scenario;
        this.planned = scenario.faults().faults();
        this.sound = sound;
        this.problems = problems;
    }

    void run() {
        if (planned.isEmpty() || !sound(HERE)) {
            return;
        }
        names();
        if (scenario.agents().isEmpty()) {
            problem("nobody suffers them: there are no calls", "add agents");
        } else if (sound("/agents")) {
            AgentLoad agents = scenario.agents().get();
            calls(agents);
            planned.forEach(fault -> fits(fault, agents));
            times(agents);
        }
    }

    private void names() {
        Set<String> names = new HashSet<>();
        planned.stream()
                .filter(fault -> !names.add(fault.name()))
                .forEach(fault -> problem("'" + fault.name() + "' stands twice", "give every fault a name of its own"));
    }

    private void calls(AgentLoad agents) {
        if (agents.dataPerSecond() == 0 && !agents.audio()) {
            problem("calls that carry nothing show nothing of them", "let agents send data or audio");
        }
    }

    private void fits(PlannedFault fault, AgentLoad agents) {
        String what = "'" + fault.name() + "' ";
        boolean remote = sound("/target") && scenario.target() instanceof Target.Remote;
        if (remote && fault.kind().needsSandbox()) {
            problem(what + "cannot be done to a target that is not ours", "use path-blackhole or path-cut");
        } else if (fault.kind().isOfCredentials() && agents.turn().source() != TurnUse.Source.API) {
            problem(what + "leaves the agents no way to new credentials", "write api for agents.turn.source");
        } else if (fault.kind().isOfPaths()) {
            paths(fault, what, agents, remote);
        }
    }

    private void paths(PlannedFault fault, String what, AgentLoad agents, boolean remote) {
        boolean used = agents.pairs().entrySet().stream()
                .filter(pairs -> pairs.getValue() > 0)
                .map(pairs -> pairs.getKey().transport())
                .anyMatch(
                        transport -> transport.map(fault.transports()::contains).orElse(true));
        if (!used) {
            problem(what + "strikes transports that no pair uses", "name those of agents.pairs");
        }
        if (!agents.turn().relayOnly()) {
            problem(what + "strikes no call that goes round TURN", "leave out agents.turn.policy");
        }
        if (remote && ((Target.Remote) scenario.target()).services().turn().isEmpty()) {
            problem(what + "needs to know the TURN servers", "write target.remote.turn with their urls");
        }
    }

    /** Otherwise nobody could say which fault a silence belongs to, or whether it ever ended. */
    private void times(AgentLoad agents) {
        for (int i = 0; i < planned.size(); i++) {
            PlannedFault fault = planned.get(i);
            boolean last = i + 1 == planned.size();
            Duration end = last ? callsUntil(agents) : planned.get(i + 1).at();
            if (fault.deadline().compareTo(end) > 0) {
                String until = fault.deadline().toSeconds() + "s (at + lasts + within)";
                problem(
                        "'" + fault.name() + "' is not decided before " + until,
                        last
                                ? "let the calls last longer"
                                : "let '" + planned.get(i + 1).name() + "' come later");
            }
        }
    }

    /** A call begins only if it can end in time: the last may be over sooner. */
    private static Duration callsUntil(AgentLoad agents) {
        return agents.callLength()
                .map(length -> agents.duration().minus(length).minus(PlannedPair.REST))
                .orElse(agents.duration());
    }

    private boolean sound(String pointer) {
        return sound.test(new String[] {pointer});
    }

    private void problem(String what, String hint) {
        problems.fault(HERE, what, hint);
    }
}
