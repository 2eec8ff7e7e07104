package dev.plimsoll.sandbox.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.sandbox.config.SandboxConfig;
import dev.plimsoll.signalling.CloseCode;
import dev.plimsoll.signalling.auth.TokenVerifier;
import dev.plimsoll.signalling.auth.TokenVerifier.Verified;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides what a connect meets, in the service's order: the source address's window, then what can be read of the
 * credential (both answered over HTTP), then signature, expiry and concurrency (closed after the upgrade). For one
 * thread.
 */
public final class ConnectGate {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SandboxConfig config;
    private final AppKeys keys;
    private final TokenVerifier verifier;
    private final ConnectWindow window;
    private final Supplier<String> newPeerId;

    public ConnectGate(SandboxConfig config, AppKeys keys, Supplier<String> newPeerId) {
        this.config = config;
        this.keys = keys;
        this.newPeerId = newPeerId;
        this.verifier = new TokenVerifier(keys::signingSecret);
        this.window = new ConnectWindow(config.connectsPerIp(), config.connectWindow());
    }

    /** A connect as it arrives. */
    public record Attempt(String address, Optional<String> token, Optional<String> key) {}

    /** What it meets. */
    public sealed interface Decision {
        record RefuseOverHttp(int status, String error, String message) implements Decision {}

        record Close(CloseCode code) implements Decision {}

        record Admit(Identity identity) implements Decision {}
    }

    /** @param open connections that are open now */
    public Decision decide(Attempt attempt, int open, Instant now) {
        if (!window.admits(attempt.address(), now)) {
            return new Decision.RefuseOverHttp(429, "rate_limited", "too many connects from this address");
        }
        Decision decision = authenticate(attempt, now);
        boolean full = open >= config.maxConcurrentConnections();
        return decision instanceof Decision.Admit && full
                ? new Decision.Close(CloseCode.OVER_CONCURRENT_LIMIT)
                : decision;
    }

    private Decision authenticate(Attempt attempt, Instant now) {
        if (attempt.token().isPresent()) {
            return byToken(verifier.verify(attempt.token().get(), now));
        }
        return attempt.key().map(this::byKey).orElseGet(() -> invalid("no credential"));
    }

    private Decision byToken(Verified verified) {
        if (verified instanceof Verified.Unreadable unreadable) {
            return invalid(unreadable.why());
        }
        if (verified instanceof Verified.Untrusted) {
            return new Decision.Close(CloseCode.INVALID_TOKEN);
        }
        if (verified instanceof Verified.Expired) {
            return new Decision.Close(CloseCode.TOKEN_EXPIRED);
        }
        var claims = ((Verified.Valid) verified).claims();
        return new Decision.Admit(new Identity(
                claims.peerId(),
                keys.signingScope().narrowedBy(claims),
                Optional.of(claims.expiresAt()),
                object(claims.metadata()),
                object(claims.peerMetadata())));
    }

    private Decision byKey(String key) {
        Scope scope = keys.publishable().get(key);
        if (scope == null) {
            return new Decision.Close(CloseCode.INVALID_TOKEN);
        }
        return new Decision.Admit(
                new Identity(newPeerId.get(), scope, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static Decision invalid(String message) {
        return new Decision.RefuseOverHttp(401, "invalid_token", message);
    }

    private static Optional<JsonNode> object(Map<String, Object> claim) {
        return claim.isEmpty() ? Optional.empty() : Optional.of(JSON.valueToTree(claim));
    }
}
