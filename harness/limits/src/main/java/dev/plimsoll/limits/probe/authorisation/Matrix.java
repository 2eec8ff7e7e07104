package dev.plimsoll.limits.probe.authorisation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plimsoll.document.Fault;
import dev.plimsoll.document.Nearest;
import dev.plimsoll.document.Wording;
import dev.plimsoll.limits.probe.peer.Expectation;
import dev.plimsoll.limits.probe.peer.PeerSpec;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Reaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Credentials, and what each may do. Pure. */
record Matrix(List<Grant> grants) {
    static final String GRANTS = "grants";
    static final List<String> ACTIONS = List.of("subscribe", "publish", "send");

    private static final List<String> FIELDS = List.of("name", "as", "allowed", "refused");
    private static final ObjectMapper JSON = new ObjectMapper();

    Matrix {
        grants = List.copyOf(grants);
    }

    /** @param name for people */
    record Grant(String name, PeerSpec as, List<Try> tries) {
        Grant {
            tries = List.copyOf(tries);
        }
    }

    /**
     * @param action one of {@link #ACTIONS}
     * @param channel with names in braces; nothing for {@code send}, which has no channel
     */
    record Try(String action, String channel, Expectation expected) {
        String text() {
            return channel.isEmpty() ? action : action + " " + channel;
        }
    }

    static Matrix read(Limit limit, Consumer<Fault> faults) {
        JsonNode list = JSON.valueToTree(limit.parameters().get(GRANTS));
        List<Grant> grants = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            grants.add(grant(list.get(i), i, "/parameters/" + GRANTS + "/" + i, faults));
        }
        if (grants.isEmpty()) {
            faults.accept(new Fault("/parameters/" + GRANTS, "has no entry", "write a credential and what it may do"));
        }
        return new Matrix(grants);
    }

    private static Grant grant(JsonNode node, int index, String pointer, Consumer<Fault> faults) {
        node.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                faults.accept(
                        new Fault(Wording.child(pointer, name), "is no field of a grant", Nearest.hint(name, FIELDS)));
            }
        });
        List<Try> tries = new ArrayList<>();
        node.path("allowed")
                .forEach(text -> tries.add(one(text.asText(), Expectation.ACK, pointer + "/allowed", faults)));
        for (Map.Entry<String, JsonNode> refused : node.path("refused").properties()) {
            String here = Wording.child(pointer + "/refused", refused.getKey());
            Expectation expected = Expectation.read(TextNode.valueOf(refused.getKey()), here, faults);
            refused.getValue().forEach(text -> tries.add(one(text.asText(), expected, here, faults)));
        }
        if (tries.isEmpty()) {
            faults.accept(new Fault(pointer, "tries nothing", "write allowed or refused"));
        }
        PeerSpec as = PeerSpec.read(
                node.path("as").isMissingNode() ? JSON.nullNode() : node.path("as"), pointer + "/as", faults);
        return new Grant(node.path("name").asText("credential " + (index + 1)), as, tries);
    }

    private static Try one(String text, Expectation expected, String pointer, Consumer<Fault> faults) {
        String[] words = text.split(" ", 2);
        boolean needsChannel = !words[0].equals("send");
        if (!ACTIONS.contains(words[0]) || needsChannel != (words.length == 2)) {
            faults.accept(new Fault(
                    pointer,
                    Wording.show(text) + " is nothing that can be tried",
                    "write subscribe <channel>, publish <channel>, or send"));
        }
        return new Try(words[0], words.length == 2 ? words[1] : "", expected);
    }

    long tries() {
        return grants.stream().mapToLong(grant -> grant.tries().size()).sum();
    }

    /** How many tries may cost the connection. */
    long closing() {
        return grants.stream()
                .flatMap(grant -> grant.tries().stream())
                .filter(one -> one.expected().ways().stream().anyMatch(Reaction.Close.class::isInstance))
                .count();
    }
}
