package dev.plimsoll.limits.probe.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.document.Fault;
import dev.plimsoll.limits.probe.peer.PeerSpec;
import dev.plimsoll.model.limit.Limit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Who takes part in an exchange, and what happens. Pure. */
record Script(Map<String, PeerSpec> peers, List<Step> steps) {
    static final String PEERS = "peers";
    static final String STEPS = "steps";
    private static final int MOST_PEERS = 20;
    private static final int MOST_STEPS = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    Script {
        peers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(peers));
        steps = List.copyOf(steps);
    }

    /** @param faults hears everything that is wrong; what is wrong is left out */
    static Script read(Limit limit, Consumer<Fault> faults) {
        JsonNode parameters = JSON.valueToTree(limit.parameters());
        Map<String, PeerSpec> peers = new LinkedHashMap<>();
        parameters.path(PEERS).properties().forEach(entry -> {
            String pointer = "/parameters/" + PEERS + "/" + entry.getKey();
            if (!entry.getKey().matches("[a-z][a-z0-9-]{0,15}")
                    || entry.getKey().equals("run")) {
                faults.accept(new Fault(pointer, "is no name of a peer", "write a short word, as alice"));
            }
            peers.put(entry.getKey(), PeerSpec.read(entry.getValue(), pointer, faults));
        });
        bounds(parameters, peers, faults);
        StepReader reader = new StepReader(peers.keySet(), faults);
        return new Script(peers, reader.read(parameters.path(STEPS), "/parameters/" + STEPS));
    }

    private static void bounds(JsonNode parameters, Map<String, PeerSpec> peers, Consumer<Fault> faults) {
        if (peers.size() > MOST_PEERS) {
            faults.accept(new Fault("/parameters/" + PEERS, "are too many", "write " + MOST_PEERS + " at most"));
        }
        int steps = parameters.path(STEPS).size();
        if (steps < 1 || steps > MOST_STEPS) {
            faults.accept(new Fault("/parameters/" + STEPS, "has " + steps + " steps", "write 1 to " + MOST_STEPS));
        }
    }

    boolean calls() {
        return steps.stream().anyMatch(step -> step.calls() > 0)
                || peers.values().stream().anyMatch(peer -> peer.kind() == PeerSpec.Kind.MINTED);
    }

    boolean uses(PeerSpec.Kind kind) {
        return peers.values().stream().anyMatch(peer -> peer.kind() == kind);
    }
}
