package dev.plimsoll.limits.probe.connect;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.document.Fault;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.signalling.probe.rest.RestCall;
import dev.plimsoll.signalling.probe.rest.RestClient;
import dev.plimsoll.signalling.probe.rest.RestExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something that a target is told over its control endpoints, for what no client can bring about: that an account is
 * suspended, that the service goes away.
 *
 * @param body empty for none
 */
record Order(String method, String path, Map<?, ?> body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FIELDS = Set.of("method", "path", "body");

    /** Of a parameter that has no {@link #faults}. */
    static Order of(Map<?, ?> given) {
        Map<?, ?> body = given.get("body") instanceof Map<?, ?> map ? map : Map.of();
        return new Order((String) given.get("method"), (String) given.get("path"), body);
    }

    /** What is wrong with one that a pack gives. */
    static List<Fault> faults(String pointer, Map<?, ?> given) {
        List<Fault> faults = new ArrayList<>();
        String form = "write { method: POST, path: /there, body: { ... } }";
        given.keySet().stream()
                .filter(name -> !FIELDS.contains(String.valueOf(name)))
                .forEach(name -> faults.add(new Fault(pointer, "has no field " + name, form)));
        if (!(given.get("method") instanceof String method) || !method.matches("[A-Z]{3,7}")) {
            faults.add(new Fault(pointer, "says no method", form));
        }
        if (!(given.get("path") instanceof String path) || !path.matches("/[!-~]*")) {
            faults.add(new Fault(pointer, "says no path", form));
        }
        if (given.get("body") != null && !(given.get("body") instanceof Map)) {
            faults.add(new Fault(pointer, "has a body that is no map", form));
        }
        return faults;
    }

    /**
     * Gives the order.
     *
     * @throws PlimsollException NOT_READY if the target does not take it
     */
    void give(Stage stage) throws InterruptedException {
        TargetFacts.Control control = stage.target().control().orElseThrow();
        try (RestClient client = new RestClient(control.base())) {
            RestCall call = RestCall.of(method, path).bearer(control.bearer());
            RestExchange exchange = client.exchange(body.isEmpty() ? call : call.json(JSON.valueToTree(body)));
            stage.evidence().exchange("order " + method + " " + path + " " + body, exchange.toString());
            if (!exchange.isSuccess()) {
                throw new PlimsollException(
                        ExitCode.NOT_READY,
                        "the target does not take an order: " + exchange,
                        "check the order in the pack against the target's control endpoints");
            }
        }
    }
}
