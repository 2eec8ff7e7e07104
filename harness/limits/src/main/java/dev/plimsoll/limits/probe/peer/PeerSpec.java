package dev.plimsoll.limits.probe.peer;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.document.Fault;
import dev.plimsoll.document.Nearest;
import dev.plimsoll.document.Wording;
import dev.plimsoll.signalling.Action;
import dev.plimsoll.signalling.auth.TokenClaims;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/**
 * What a peer of a probe presents itself with.
 *
 * @param kind where its credential comes from
 * @param claims what its token says: {@code channels}, {@code permissions}, {@code metadata}, {@code peerMetadata}
 */
public record PeerSpec(Kind kind, JsonNode claims) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private static final List<String> CLAIMS = List.of("channels", "permissions", "metadata", "peerMetadata");
    private static final String CREDENTIAL = "credential";

    /** Presents a token that permits all that its key does. */
    public static final PeerSpec PLAIN = new PeerSpec(Kind.TOKEN, JSON.createObjectNode());

    /** Where a credential comes from. */
    public enum Kind {
        /** A token that the probe signs. */
        TOKEN("token"),
        /** A token that the service mints over REST. */
        MINTED("minted"),
        /** A token that the probe signs with the key of another app. */
        OTHER_APP("other-app"),
        /** The publishable key itself, which takes no claims. */
        PUBLISHABLE("publishable-key");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        static Optional<Kind> of(String label) {
            return Arrays.stream(values())
                    .filter(kind -> kind.label.equals(label))
                    .findFirst();
        }
    }

    /** @param faults hears what is wrong, at pointers that begin with this one's */
    public static PeerSpec read(JsonNode node, String pointer, Consumer<Fault> faults) {
        if (node.isNull() || (node.isObject() && node.isEmpty())) {
            return PLAIN;
        }
        if (!node.isObject()) {
            faults.accept(new Fault(pointer, "is no map", "write {} for a peer with a usual token"));
            return PLAIN;
        }
        Kind kind = Kind.of(node.path(CREDENTIAL).asText(Kind.TOKEN.label)).orElse(null);
        if (kind == null) {
            List<String> known =
                    Arrays.stream(Kind.values()).map(value -> value.label).toList();
            faults.accept(new Fault(
                    pointer + "/" + CREDENTIAL,
                    "is none of the credentials",
                    Nearest.hint(node.path(CREDENTIAL).asText(), known)));
            return PLAIN;
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!name.equals(CREDENTIAL) && (kind == Kind.PUBLISHABLE || !CLAIMS.contains(name))) {
                faults.accept(new Fault(
                        Wording.child(pointer, name),
                        kind == Kind.PUBLISHABLE ? "a publishable key has no claims" : "is no claim of a token",
                        Nearest.hint(name, CLAIMS)));
            }
        });
        shapes(node, pointer, faults);
        return new PeerSpec(kind, node.deepCopy());
    }

    private static void shapes(JsonNode node, String pointer, Consumer<Fault> faults) {
        for (String list : List.of("channels", "permissions")) {
            if (node.has(list) && !node.path(list).isArray()) {
                faults.accept(new Fault(pointer + "/" + list, "is no list", "write [...]"));
            }
        }
        for (String map : List.of("metadata", "peerMetadata")) {
            if (node.has(map) && !node.path(map).isObject()) {
                faults.accept(new Fault(pointer + "/" + map, "is no map", "write {...}"));
            }
        }
        texts(node.path("permissions")).stream()
                .filter(name -> Action.of(name).isEmpty())
                .forEach(name -> faults.accept(new Fault(
                        pointer + "/permissions",
                        Wording.show(name) + " is no permission",
                        Nearest.hint(
                                name,
                                Arrays.stream(Action.values()).map(Action::wire).toList()))));
    }

    /** @param plain claims without any of these */
    TokenClaims claims(TokenClaims plain, Names names) {
        JsonNode filled = names.json(claims);
        return new TokenClaims(
                plain.peerId(),
                plain.expiresAt(),
                filled.has("channels") ? Optional.of(texts(filled.path("channels"))) : Optional.empty(),
                filled.has("permissions") ? Optional.of(actions(filled.path("permissions"))) : Optional.empty(),
                object(filled.path("metadata")),
                object(filled.path("peerMetadata")));
    }

    private static Map<String, Object> object(JsonNode node) {
        return node.isObject() ? JSON.convertValue(node, MAP) : Map.of();
    }

    private static Set<Action> actions(JsonNode list) {
        Set<Action> actions = EnumSet.noneOf(Action.class);
        texts(list).forEach(name -> Action.of(name).ifPresent(actions::add));
        return actions;
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
