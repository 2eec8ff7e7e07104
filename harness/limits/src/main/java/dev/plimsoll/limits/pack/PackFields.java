package dev.plimsoll.limits.pack;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.document.Fault;
import dev.plimsoll.document.Nearest;
import dev.plimsoll.document.Wording;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitPack;
import dev.plimsoll.model.limit.LimitUnit;
import dev.plimsoll.model.limit.Provenance;
import dev.plimsoll.model.limit.Quantity;
import dev.plimsoll.model.limit.Reaction;
import dev.plimsoll.model.limit.ServiceKind;
import dev.plimsoll.model.limit.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** A document that fits the schema of packs, to records; what does not fit reads as its default, and was told. */
final class PackFields {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private static final List<String> KINDS = List.of("accepted", "close", "error", "http", "silentDrop", "stun");

    private final JsonNode root;
    private final Map<String, String> titles = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    PackFields(JsonNode root) {
        this.root = root;
        root.path("documents")
                .properties()
                .forEach(entry -> titles.put(entry.getKey(), entry.getValue().asText()));
    }

    /** What the schema cannot see. */
    List<Fault> faults() {
        return faults;
    }

    LimitPack read() {
        List<Limit> limits = new ArrayList<>();
        for (int i = 0; i < root.path("limits").size(); i++) {
            limits.add(limit(root.path("limits").path(i), "/limits/" + i));
        }
        return new LimitPack(
                root.path("id").asText(),
                root.path("title").asText(),
                named(ServiceKind.values(), ServiceKind::label, root.path("service"), ServiceKind.SIGNALLING),
                List.copyOf(titles.values()),
                limits);
    }

    private Limit limit(JsonNode node, String pointer) {
        String id = node.path("id").asText();
        return new Limit(
                id,
                node.path("title").asText(id),
                node.path("subject").asText(),
                documented(node.path("documented")),
                reactions(node.path("reactions"), pointer + "/reactions"),
                node.path("recovery").asText(""),
                source(node.path("source"), pointer + "/source"),
                node.path("behaviours").valueStream().map(JsonNode::asText).toList(),
                node.path("probe").asText(),
                map(node.path("parameters")),
                texts(node.path("scales")),
                List.of());
    }

    private static Optional<Quantity> documented(JsonNode node) {
        LimitUnit unit = named(LimitUnit.values(), LimitUnit::label, node.path("unit"), null);
        boolean usable = unit != null
                && node.path("value").canConvertToLong()
                && node.path("value").asLong() >= 0;
        return usable ? Optional.of(new Quantity(node.path("value").asLong(), unit)) : Optional.empty();
    }

    private Source source(JsonNode node, String pointer) {
        String document = node.path("document").asText();
        if (node.has("document") && !titles.containsKey(document)) {
            faults.add(new Fault(
                    pointer + "/document",
                    Wording.show(document) + " is none of the pack's documents",
                    titles.isEmpty()
                            ? "list it under documents, with its title"
                            : Nearest.hint(document, new TreeSet<>(titles.keySet()))));
        }
        return new Source(
                titles.getOrDefault(document, document),
                node.path("section").asText(""),
                named(Provenance.values(), Provenance::label, node.path("provenance"), Provenance.DOCUMENTED));
    }

    private List<Reaction> reactions(JsonNode nodes, String pointer) {
        List<Reaction> reactions = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            reaction(nodes.path(i), pointer + "/" + i).ifPresent(reactions::add);
        }
        return reactions;
    }

    private Optional<Reaction> reaction(JsonNode node, String pointer) {
        List<String> given = KINDS.stream().filter(node::has).toList();
        if (given.size() != 1) {
            String what = given.isEmpty() ? "names no reaction" : "names " + String.join(" and ", given);
            faults.add(new Fault(pointer, what, "write exactly one of " + String.join(", ", KINDS)));
            return Optional.empty();
        }
        boolean stays = node.path("connectionStays").asBoolean(true);
        return Optional.of(
                switch (given.get(0)) {
                    case "http" ->
                        new Reaction.HttpStatus(
                                node.path("http").asInt(),
                                node.path("errorCode").asText(""));
                    case "close" ->
                        new Reaction.Close(
                                node.path("close").asInt(),
                                node.path("welcomed").asBoolean(true));
                    case "error" -> new Reaction.ErrorFrame(node.path("error").asText(), stays);
                    case "stun" -> new Reaction.StunError(node.path("stun").asInt());
                    case "silentDrop" -> new Reaction.SilentDrop(stays);
                    default -> new Reaction.Accepted();
                });
    }

    private static Map<String, Object> map(JsonNode node) {
        return node.isObject() ? JSON.convertValue(node, MAP) : Map.of();
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static <T> T named(T[] values, Function<T, String> label, JsonNode node, T otherwise) {
        return Arrays.stream(values)
                .filter(value -> label.apply(value).equals(node.asText()))
                .findFirst()
                .orElse(otherwise);
    }
}
