package dev.plimsoll.limits.probe.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.document.Fault;
import dev.plimsoll.document.Nearest;
import dev.plimsoll.document.Wording;
import dev.plimsoll.limits.probe.peer.Expectation;
import dev.plimsoll.model.scenario.Quantities;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads the steps of an exchange; says of each what is wrong with it. */
final class StepReader {
    private static final String PEER = "peer";
    private static final String ANSWER = "answer";
    private static final List<String> KINDS = List.of("sends", "hears", "welcomed", "ends", "leaves", "rest", "used");
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private final Set<String> peers;
    private final Consumer<Fault> faults;

    StepReader(Set<String> peers, Consumer<Fault> faults) {
        this.peers = peers;
        this.faults = faults;
    }

    List<Step> read(JsonNode list, String pointer) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            step(list.get(i), pointer + "/" + i).ifPresent(steps::add);
        }
        return steps;
    }

    private Optional<Step> step(JsonNode node, String pointer) {
        List<String> kinds = KINDS.stream().filter(node::has).toList();
        if (kinds.size() != 1) {
            String what = kinds.isEmpty() ? "is no step" : "is " + String.join(" and ", kinds);
            return wrong(pointer, what, "write exactly one of " + String.join(", ", KINDS));
        }
        String kind = kinds.get(0);
        only(node, pointer, fieldsOf(kind));
        boolean ofPeer = !kind.equals("rest") && !kind.equals("used");
        if (ofPeer && !peers.contains(node.path(PEER).asText())) {
            return wrong(
                    pointer + "/" + PEER,
                    Wording.show(node.path(PEER).asText()) + " is none of the peers",
                    Nearest.hint(node.path(PEER).asText(), peers));
        }
        return of(kind, node, pointer);
    }

    private static List<String> fieldsOf(String kind) {
        return switch (kind) {
            case "sends" -> List.of(PEER, kind, ANSWER, "first");
            case "hears" -> List.of(PEER, kind, "within");
            case "rest" -> List.of(kind, "body", ANSWER, "error", "says");
            case "used" -> List.of(kind);
            default -> List.of(PEER, kind);
        };
    }

    private void only(JsonNode node, String pointer, List<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                faults.accept(
                        new Fault(Wording.child(pointer, name), "is no field of this step", Nearest.hint(name, known)));
            }
        });
    }

    private Optional<Step> of(String kind, JsonNode node, String pointer) {
        String peer = node.path(PEER).asText();
        JsonNode value = node.path(kind);
        return switch (kind) {
            case "sends" -> sends(peer, node, pointer);
            case "hears" -> hears(peer, node, pointer);
            case "welcomed" ->
                value.isObject()
                        ? Optional.of(new Step.Welcomed(peer, value))
                        : wrong(pointer + "/welcomed", "is no map", "write the fields of the welcome");
            case "ends" ->
                value.isIntegralNumber() && value.asInt() >= 1000 && value.asInt() < 5000
                        ? Optional.of(new Step.Ends(peer, value.asInt()))
                        : wrong(pointer + "/ends", "is no close code", "write 4020");
            case "leaves" -> leaves(peer, value.asText(), pointer);
            case "rest" -> rest(node, pointer);
            default ->
                value.isIntegralNumber() && value.asInt() >= 0
                        ? Optional.of(new Step.Used(value.asLong()))
                        : wrong(pointer + "/used", "is no number of messages", "write 2");
        };
    }

    private Optional<Step> sends(String peer, JsonNode node, String pointer) {
        JsonNode what = node.path("sends");
        if (!what.isObject() && !what.isTextual()) {
            return wrong(pointer + "/sends", "is neither a frame nor a text", "write { type: ... } or a text");
        }
        Optional<Expectation> answer = node.has(ANSWER)
                ? Optional.of(Expectation.read(node.path(ANSWER), pointer + "/" + ANSWER, faults))
                : Optional.empty();
        boolean first = node.path("first").asBoolean();
        return Optional.of(new Step.Sends(peer, what, answer, first));
    }

    private Optional<Step> hears(String peer, JsonNode node, String pointer) {
        JsonNode value = node.path("hears");
        Optional<Duration> within = Quantities.duration(node.path("within").asText());
        if (node.has("within") && within.isEmpty()) {
            return wrong(pointer + "/within", "is no duration", "write 500ms or 2s");
        }
        if (value.isObject()) {
            return Optional.of(new Step.Hears(peer, Optional.of(value), within));
        }
        return value.asText().equals("nothing")
                ? Optional.of(new Step.Hears(peer, Optional.empty(), within))
                : wrong(pointer + "/hears", "is neither a frame nor 'nothing'", "write { type: ... } or nothing");
    }

    private Optional<Step> leaves(String peer, String how, String pointer) {
        List<String> known = Arrays.stream(Step.Leaves.How.values())
                .map(way -> way.name().toLowerCase(Locale.ROOT))
                .toList();
        return known.contains(how)
                ? Optional.of(new Step.Leaves(peer, Step.Leaves.How.valueOf(how.toUpperCase(Locale.ROOT))))
                : wrong(pointer + "/leaves", Wording.show(how) + " is no way to leave", Nearest.hint(how, known));
    }

    private Optional<Step> rest(JsonNode node, String pointer) {
        String[] call = node.path("rest").asText().split(" ", 2);
        boolean sound = call.length == 2 && METHODS.contains(call[0]) && call[1].startsWith("/");
        if (!sound) {
            return wrong(pointer + "/rest", "is no call", "write a method and a path, as GET /v1/usage");
        }
        JsonNode status = node.path(ANSWER);
        if (!status.isIntegralNumber() || status.asInt() < 100 || status.asInt() > 599) {
            return wrong(pointer + "/" + ANSWER, "is no HTTP status", "write 200");
        }
        return Optional.of(new Step.Rest(
                call[0],
                call[1],
                Optional.ofNullable(node.get("body")),
                status.asInt(),
                Optional.ofNullable(node.get("error")).map(JsonNode::asText),
                Optional.ofNullable(node.get("says"))));
    }

    private Optional<Step> wrong(String pointer, String what, String hint) {
        faults.accept(new Fault(pointer, what, hint));
        return Optional.empty();
    }
}
