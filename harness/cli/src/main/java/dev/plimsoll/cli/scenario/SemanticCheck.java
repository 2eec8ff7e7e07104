package dev.plimsoll.cli.scenario;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.cli.limits.Plans;
import dev.plimsoll.document.Fault;
import dev.plimsoll.model.limit.Cost;
import dev.plimsoll.model.limit.PackPlan;
import dev.plimsoll.model.plan.RunPlan;
import dev.plimsoll.model.scenario.AgentLoad;
import dev.plimsoll.model.scenario.LimitSpec;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.model.scenario.TurnUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What is wrong with a scenario although each of its fields is well formed. Pure. A check is left out where a field that
 * it looks at is already known to be wrong: that field reads as its default, which nobody wrote.
 */
final class SemanticCheck {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double HIGHEST_DATA_RATE = 100;
    private static final Duration SHORTEST_CALL = Duration.ofSeconds(5);
    private static final long LONGEST_CREDENTIAL_SECONDS = 172_800;

    private final Scenario scenario;
    private final List<Fault> known;
    private final List<Fault> faults = new ArrayList<>();

    private final List<Integer> places;

    private SemanticCheck(Scenario scenario, List<Fault> known, List<Integer> places) {
        this.scenario = scenario;
        this.known = known;
        this.places = places;
    }

    /** Of a scenario that was read from no document. */
    static List<Fault> faults(Scenario scenario) {
        return faults(
                scenario,
                List.of(),
                IntStream.range(0, scenario.limits().size()).boxed().toList());
    }

    /**
     * @param known what is wrong with single fields of the document that the scenario was read from
     * @param places where each of the scenario's own limits stands among the document's, which has packs there too
     */
    static List<Fault> faults(Scenario scenario, List<Fault> known, List<Integer> places) {
        SemanticCheck check = new SemanticCheck(scenario, known, places);
        check.stages();
        scenario.signalling()
                .ifPresent(load -> new LoadCheck(load, scenario.target(), check::sound, check::fault).run());
        scenario.agents().ifPresent(check::agents);
        check.impairments();
        new FaultCheck(scenario, check::sound, check::fault).run();
        check.limits();
        if (scenario.target() instanceof Target.Remote remote) {
            check.remote(remote);
        } else if (scenario.target() instanceof Target.Sandbox sandbox && check.sound("/target/sandbox")) {
            check.faults.addAll(SandboxSettings.faults(JSON.valueToTree(sandbox.settings()), "/target/sandbox"));
        }
        return check.faults;
    }

    private void stages() {
        if (scenario.signalling().isEmpty()
                && scenario.agents().isEmpty()
                && scenario.packs().isEmpty()
                && sound("/limits")) {
            fault("", "does nothing", "add signalling or agents, or a pack to limits");
        }
    }

    private void agents(AgentLoad agents) {
        if (sound("/agents/pairs") && agents.totalPairs() == 0) {
            fault("/agents/pairs", "adds up to none", "write 1 or more for udp, tcp or tls");
        }
        if (sound("/agents/data") && agents.dataPerSecond() > HIGHEST_DATA_RATE) {
            fault("/agents/data", "is more than an agent sends", "write 100/s or less");
        }
        setups(agents);
        boolean minted =
                agents.turn().source() == TurnUse.Source.API || agents.turn().source() == TurnUse.Source.SECRET;
        if (minted
                && sound("/agents/turn/ttl")
                && !isCredentialLife(agents.turn().ttl())) {
            fault("/agents/turn/ttl", "is no life of a TURN credential", "write 1s to 172800s");
        }
        if (sound("/target") && scenario.target() instanceof Target.Sandbox sandbox && !sandbox.turn()) {
            fault("/target/sandbox/turn", "agents need TURN", "write true, or leave it out");
        }
    }

    /** As Cloudflare documents it (realtime/turn/faq). */
    private static boolean isCredentialLife(Duration ttl) {
        return ttl.toSeconds() >= 1 && ttl.toSeconds() <= LONGEST_CREDENTIAL_SECONDS;
    }

    private void setups(AgentLoad agents) {
        if (!sound("/agents/setups", "/agents/pairs", "/agents/duration", "/agents/callLength")) {
            return;
        }
        double seconds = agents.totalPairs() / agents.setupsPerSecond();
        if (agents.callLength().isPresent()) {
            callLength(agents, seconds);
        } else if (!(seconds < agents.duration().toMillis() / 1e3)) {
            fault(
                    "/agents/setups",
                    "is too slow: the calls would be over before all have begun",
                    "write a higher rate, or let the calls last longer");
        }
    }

    private void callLength(AgentLoad agents, double lastBeginsAt) {
        Duration length = agents.callLength().orElseThrow();
        if (!scenario.limits().isEmpty() || !scenario.packs().isEmpty()) {
            fault(
                    "/agents/callLength",
                    "moves the connections that limits count while they are probed",
                    "leave it out, or probe the limits in a scenario of their own");
        }
        if (length.compareTo(SHORTEST_CALL) < 0) {
            fault(
                    "/agents/callLength",
                    "is shorter than a set-up may take",
                    "write " + SHORTEST_CALL.toSeconds() + "s or more");
        } else if (lastBeginsAt + length.toMillis() / 1e3 > agents.duration().toMillis() / 1e3) {
            fault(
                    "/agents/callLength",
                    "leaves no time for the first calls to end",
                    "write less, let agents.duration be longer, or agents.setups higher");
        }
    }

    private void impairments() {
        if (scenario.impairments().isEmpty() || !sound("/impairments")) {
            return;
        }
        if (scenario.agents().isEmpty()) {
            fault("/impairments", "nobody uses the paths that they impair", "add agents");
        }
        boolean roundabout =
                scenario.agents().map(agents -> !agents.turn().relayOnly()).orElse(false);
        if (roundabout && sound("/agents")) {
            fault("/impairments", "calls go round them on paths without a relay", "leave out agents.turn.policy");
        }
        if (sound("/target")
                && scenario.target() instanceof Target.Remote remote
                && remote.services().turn().isEmpty()) {
            fault("/impairments", "the TURN servers are not known", "write target.remote.turn with their urls");
        }
        Duration last = scenario.impairments()
                .steps()
                .get(scenario.impairments().steps().size() - 1)
                .at();
        scenario.agents()
                .filter(agents -> sound("/agents") && last.compareTo(agents.duration()) >= 0)
                .ifPresent(agents -> fault(
                        "/impairments", "the last step comes when the calls are over", "make agents.duration longer"));
    }

    private void limits() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < scenario.limits().size(); i++) {
            LimitSpec limit = scenario.limits().get(i);
            String pointer = "/limits/" + places.get(i);
            if (sound(pointer + "/id") && !ids.add(limit.id())) {
                fault(pointer + "/id", "'" + limit.id() + "' stands twice", "give every limit an id of its own");
            }
            if (sound("/signalling/connections", "/agents/pairs", pointer + "/documented")) {
                reach(limit, pointer + "/documented");
            }
        }
    }

    private void reach(LimitSpec limit, String pointer) {
        int own = scenario.signalling().map(SignallingLoad::connections).orElse(0)
                + 2 * scenario.agents().map(AgentLoad::totalPairs).orElse(0);
        if (limit.documented() < own) {
            fault(
                    pointer,
                    "the run itself holds " + own + " connections, so this cannot be probed",
                    "open fewer connections, or probe it in a scenario of its own");
        }
    }

    private void remote(Target.Remote remote) {
        if (sound("/target/remote/url")
                && !remote.isLoopback()
                && !"wss".equals(remote.url().getScheme())) {
            fault("/target/remote/url", "would send credentials in the clear", "write wss://");
        }
        // The plan of a load that is wrong by itself would only yield follow-up faults.
        if (sound("/signalling", "/agents", "/limits", "/target/remote/budget")
                && faults.stream().allMatch(fault -> fault.pointer().startsWith("/target"))) {
            budget(remote.budget(), Plans.plan(scenario));
            probes(
                    remote.budget(),
                    Plans.packs(scenario).stream().map(PackPlan::total).reduce(Cost.NONE, Cost::then));
        }
    }

    private void budget(Target.Budget budget, RunPlan plan) {
        String pointer = "/target/remote/budget";
        if (plan.attempts() > budget.connections()) {
            fault(pointer + "/connections", "the run opens " + plan.attempts(), "allow that, or open fewer");
        }
        if (plan.messages() > budget.messages()) {
            fault(pointer + "/messages", "the run sends up to " + plan.messages(), "allow that, or send fewer");
        }
        if (plan.duration().compareTo(budget.duration()) > 0) {
            fault(
                    pointer + "/duration",
                    "the run takes " + plan.duration().toSeconds() + "s",
                    "allow that, or run shorter");
        }
    }

    private void probes(Target.Budget budget, Cost probes) {
        String pointer = "/target/remote/budget";
        if (probes.restCalls() > budget.calls()) {
            fault(pointer + "/calls", "probing makes up to " + probes.restCalls(), "allow that, or probe less");
        }
        if (probes.allocations() > budget.allocations()) {
            fault(pointer + "/allocations", "probing makes up to " + probes.allocations(), "allow that, or probe less");
        }
        probes.usd()
                .filter(usd -> usd.compareTo(budget.usd()) > 0)
                .ifPresent(usd -> fault(
                        pointer + "/usd", "probing costs up to " + usd.toPlainString(), "allow that, or probe less"));
    }

    /** Whether nothing is wrong with these fields, the maps they are in and what is in them. */
    private boolean sound(String... pointers) {
        for (String pointer : pointers) {
            for (Fault fault : known) {
                if (fault.covers(pointer) || fault.pointer().startsWith(pointer + "/")) {
                    return false;
                }
            }
        }
        return true;
    }

    private void fault(String pointer, String what, String hint) {
        faults.add(new Fault(pointer, what, hint));
    }
}
