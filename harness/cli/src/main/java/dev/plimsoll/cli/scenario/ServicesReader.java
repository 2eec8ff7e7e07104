package dev.plimsoll.cli.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.scenario.RemoteServices;
import java.net.URI;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads what stands beside the signalling of a remote target: TURN, its credential API, RealtimeKit. */
final class ServicesReader {
    private static final String REMOTE = "/target/remote";
    /** Cloudflare docs, realtime/turn/generate-credentials. */
    private static final String CREDENTIALS = "https://rtc.live.cloudflare.com";
    /** Cloudflare's API reference. */
    private static final String API = "https://api.cloudflare.com";

    private final JsonNode remote;
    private final BiFunction<String, String, Secret> secrets;
    private final BiFunction<String, String, URI> addresses;

    /**
     * @param secrets resolves a reference that stands at a pointer
     * @param addresses reads an address that stands at a pointer
     */
    ServicesReader(
            JsonNode remote, BiFunction<String, String, Secret> secrets, BiFunction<String, String, URI> addresses) {
        this.remote = remote;
        this.secrets = secrets;
        this.addresses = addresses;
    }

    RemoteServices read() {
        return new RemoteServices(
                Optional.ofNullable(remote.get("turn")).map(this::turn),
                Optional.ofNullable(remote.get("turnApi")).map(this::turnApi),
                Optional.ofNullable(remote.get("realtimeKit")).map(this::realtimeKit));
    }

    private RemoteServices.Turn turn(JsonNode node) {
        return new RemoteServices.Turn(
                node.path("urls").valueStream().map(JsonNode::asText).toList(),
                Optional.ofNullable(node.get("username")).map(JsonNode::asText),
                secret(node, "/turn", "credential"),
                secret(node, "/turn", "sharedSecret"));
    }

    private RemoteServices.TurnApi turnApi(JsonNode node) {
        return new RemoteServices.TurnApi(
                addresses.apply(node.path("url").asText(CREDENTIALS), REMOTE + "/turnApi/url"),
                node.path("keyId").asText(),
                secret(node, "/turnApi", "key").orElse(new Secret("")));
    }

    private RemoteServices.RealtimeKit realtimeKit(JsonNode node) {
        return new RemoteServices.RealtimeKit(
                addresses.apply(node.path("url").asText(API), REMOTE + "/realtimeKit/url"),
                node.path("account").asText(),
                node.path("app").asText(),
                secret(node, "/realtimeKit", "token").orElse(new Secret("")));
    }

    private Optional<Secret> secret(JsonNode node, String pointer, String field) {
        return Optional.ofNullable(node.get(field))
                .map(reference -> secrets.apply(reference.asText(), REMOTE + pointer + "/" + field));
    }
}
