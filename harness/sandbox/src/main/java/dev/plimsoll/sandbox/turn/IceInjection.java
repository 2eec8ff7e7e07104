package dev.plimsoll.sandbox.turn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.sandbox.config.SandboxConfig.TurnInjection;
import dev.plimsoll.sandbox.connect.Identity;
import dev.plimsoll.sandbox.fault.Fault;
import dev.plimsoll.sandbox.fault.Rules;
import dev.plimsoll.signalling.ice.IceServer;
import dev.plimsoll.signalling.ice.IceServers;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.util.List;
import java.util.Optional;

/**
 * Puts ICE servers into a welcome's metadata, with a credential of its own for each peer. A token whose metadata already
 * has the key {@code iceServers}, whatever its value, suppresses it (Metered docs, troubleshooting).
 */
public final class IceInjection {
    private static final String FIELD = "iceServers";
    /** Host names that the vendor documents (protocol/presence-and-metadata); nothing answers them here. */
    private static final List<String> DOCUMENTED = List.of(
            "stun:stun.relay.metered.ca:80",
            "turn:global.relay.metered.ca:80",
            "turn:global.relay.metered.ca:80?transport=tcp",
            "turn:global.relay.metered.ca:443",
            "turns:global.relay.metered.ca:443?transport=tcp");

    private final Rules rules;
    private final Optional<List<String>> urls;
    private final Optional<CredentialMint> mint;

    /** @param urls those of coturn; they and the mint are empty where none runs */
    public IceInjection(Rules rules, Optional<List<String>> urls, Optional<CredentialMint> mint) {
        this.rules = rules;
        this.urls = urls;
        this.mint = mint;
    }

    /** The metadata of a welcome. */
    public Optional<JsonNode> metadataFor(Identity identity, boolean wanted) {
        Optional<JsonNode> own = identity.metadata();
        boolean suppressed = own.isPresent() && own.get().has(FIELD) && !rules.has(Fault.ICE_INJECTION_OVERRIDES);
        Optional<List<IceServer>> servers = wanted && !suppressed ? servers(identity) : Optional.empty();
        if (servers.isEmpty()) {
            return own;
        }
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        own.ifPresent(value -> metadata.setAll((ObjectNode) value));
        metadata.set(FIELD, IceServers.write(servers.get()));
        return Optional.of(metadata);
    }

    private Optional<List<IceServer>> servers(Identity identity) {
        TurnInjection mode = rules.config().turnInjection();
        if (mode == TurnInjection.STATIC) {
            return Optional.of(List.of(new IceServer(DOCUMENTED, Optional.empty(), Optional.empty())));
        }
        if (mode == TurnInjection.OFF || mint.isEmpty()) {
            return Optional.empty();
        }
        TurnCredential credential =
                mint.get().mint(identity.peerId(), rules.config().turnApi().injectedTtl());
        return Optional.of(List.of(new IceServer(
                urls.orElseThrow(), Optional.of(credential.username()), Optional.of(credential.credential()))));
    }
}
