package dev.plimsoll.signalling.ice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads and writes {@code welcome.metadata.iceServers}. Reading fails closed, as {@code @metered-ca/realtime} 1.2.0 does:
 * one entry that breaks a rule voids the list.
 */
public final class IceServers {
    static final int MAX_ENTRIES = 16;
    static final int MAX_URL = 512;
    static final int MAX_CREDENTIAL = 1024;
    private static final List<String> SCHEMES = List.of("stun:", "stuns:", "turn:", "turns:");

    private IceServers() {}

    /** The list in a welcome's metadata, or empty where there is none that can be used. */
    public static Optional<List<IceServer>> read(JsonNode metadata) {
        JsonNode list = metadata == null ? null : metadata.get("iceServers");
        if (list == null || !list.isArray() || list.size() > MAX_ENTRIES) {
            return Optional.empty();
        }
        List<IceServer> servers = new ArrayList<>();
        for (JsonNode entry : list) {
            Optional<IceServer> server = entry(entry);
            if (server.isEmpty()) {
                return Optional.empty();
            }
            servers.add(server.get());
        }
        return Optional.of(List.copyOf(servers));
    }

    public static ArrayNode write(List<IceServer> servers) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (IceServer server : servers) {
            ObjectNode entry = list.addObject();
            ArrayNode urls = entry.putArray("urls");
            server.urls().forEach(urls::add);
            server.username().ifPresent(username -> entry.put("username", username));
            server.credential().ifPresent(credential -> entry.put("credential", credential.reveal()));
        }
        return list;
    }

    private static Optional<IceServer> entry(JsonNode entry) {
        if (!entry.isObject() || tooLong(entry.get("username")) || tooLong(entry.get("credential"))) {
            return Optional.empty();
        }
        return urls(entry.get("urls"))
                .map(urls -> new IceServer(
                        urls,
                        text(entry.get("username")),
                        text(entry.get("credential")).map(Secret::new)));
    }

    private static Optional<List<String>> urls(JsonNode urls) {
        List<String> texts = new ArrayList<>();
        if (urls != null && urls.isTextual()) {
            texts.add(urls.textValue());
        } else if (urls != null && urls.isArray()) {
            urls.forEach(url -> texts.add(url.isTextual() ? url.textValue() : ""));
        }
        boolean valid = !texts.isEmpty() && texts.stream().allMatch(IceServers::isIceUrl);
        return valid ? Optional.of(texts) : Optional.empty();
    }

    private static boolean isIceUrl(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        return url.length() <= MAX_URL && SCHEMES.stream().anyMatch(lower::startsWith);
    }

    private static boolean tooLong(JsonNode value) {
        return value != null && value.isTextual() && value.textValue().length() > MAX_CREDENTIAL;
    }

    private static Optional<String> text(JsonNode value) {
        return value != null && value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }
}
