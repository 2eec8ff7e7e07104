package dev.plimsoll.sandbox.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.sandbox.config.SandboxConfig.CredentialFault;
import dev.plimsoll.sandbox.fault.Fault;
import dev.plimsoll.sandbox.fault.Rules;
import dev.plimsoll.signalling.CloseCode;
import dev.plimsoll.signalling.auth.ReceivedToken;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenVerifier;
import dev.plimsoll.signalling.auth.TokenVerifier.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides what a connect meets, in the service's order: the source address's window, what can be read of the credential,
 * the key's origins (all answered over HTTP), then signature, expiry, account and concurrency (closed after the upgrade).
 * For the server's event loop.
 */
public final class ConnectGate {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Rules rules;
    private final Tenants tenants;
    private final TokenVerifier verifier;
    private final ConnectWindow window;
    private final KeyCache cache = new KeyCache();
    private final Supplier<String> newPeerId;

    public ConnectGate(Rules rules, Tenants tenants, Supplier<String> newPeerId) {
        this.rules = rules;
        this.tenants = tenants;
        this.newPeerId = newPeerId;
        this.verifier = new TokenVerifier(tenants::secretOf);
        this.window = new ConnectWindow(rules);
    }

    /** A connect as it arrives. A token is preferred to a key. */
    public record Attempt(String address, Optional<String> token, Optional<String> key, Optional<String> origin) {}

    /** What it meets. */
    public sealed interface Decision {
        record RefuseOverHttp(int status, String error, String message) implements Decision {}

        record Close(CloseCode code) implements Decision {}

        /** The upgrade, then the end of TCP without a close frame. */
        record Cut() implements Decision {}

        /** A place is taken; whoever acts on it must free it. */
        record Admit(Tenant tenant, Identity identity) implements Decision {}

        /** A welcome, then the close. No place is taken. */
        record WelcomeAndClose(Tenant tenant, Identity identity, CloseCode code) implements Decision {}
    }

    /** Counts an attempt; a refusal if its address made too many. */
    public Optional<Decision> admitAddress(Attempt attempt, Instant now) {
        if (window.admits(attempt.address(), now)) {
            return Optional.empty();
        }
        int status = rules.has(Fault.IP_LIMIT_WRONG_STATUS) ? 503 : 429;
        return Optional.of(new Decision.RefuseOverHttp(status, "rate_limited", "too many connects from this address"));
    }

    /**
     * An attempt whose key is known to exist or not.
     *
     * @param lookUp how long it takes to find the key that it names; nothing if it names none
     */
    public record Applicant(Attempt attempt, Optional<ReceivedToken> token, Duration lookUp) {}

    /** Looks for the key of an attempt whose address was admitted. */
    public Applicant lookUpKey(Attempt attempt, Instant now) {
        Optional<ReceivedToken> token = attempt.token().map(ReceivedToken::read);
        Optional<String> key = token.isPresent() ? token.flatMap(ReceivedToken::keyId) : attempt.key();
        Duration lookUp = key.map(id -> cache.lookUp(id, rules.config(), now)).orElse(Duration.ZERO);
        return new Applicant(attempt, token, lookUp);
    }

    /** What an applicant meets once the look-up has taken its time. */
    public Decision decide(Applicant applicant, Instant now) {
        if (applicant.token().isPresent()) {
            String anyKey = tenants.first().keys().keyId();
            return byToken(verifier.verify(applicant.token().get(), now, rules.tokenChecks(), anyKey));
        }
        Attempt attempt = applicant.attempt();
        return attempt.key()
                .map(key -> byKey(key, attempt.origin()))
                .orElseGet(() -> rules.has(Fault.NO_CREDENTIAL_ADMITTED)
                        ? admitByKey(tenants.first())
                        : invalid("no credential"));
    }

    private Decision byToken(Verified verified) {
        if (verified instanceof Verified.Unreadable unreadable) {
            return rules.has(Fault.GARBAGE_TOKEN_CLOSES)
                    ? new Decision.Close(CloseCode.POLICY_VIOLATION)
                    : invalid(unreadable.why());
        }
        if (verified instanceof Verified.WithoutKeyId) {
            return mistrust(rules.config().missingKidMode(), "no kid");
        }
        if (verified instanceof Verified.Untrusted untrusted) {
            return mistrust(rules.config().badSignatureMode(), untrusted.why());
        }
        if (verified instanceof Verified.Expired) {
            return new Decision.Close(rules.expiryClose());
        }
        Verified.Valid valid = (Verified.Valid) verified;
        Tenant tenant = tenants.bySigningKey(valid.keyId()).orElseThrow();
        return admit(tenant, identity(tenant, valid.claims()));
    }

    private Identity identity(Tenant tenant, TokenClaims claims) {
        Optional<JsonNode> metadata = object(claims.metadata());
        Optional<JsonNode> shown = object(claims.peerMetadata());
        return new Identity(
                claims.peerId(),
                tenant.signingScope().narrowedBy(claims),
                Optional.of(claims.expiresAt()),
                metadata,
                rules.has(Fault.PRIVATE_METADATA_LEAKS) ? metadata : shown);
    }

    private Decision byKey(String key, Optional<String> origin) {
        Optional<Tenant> found = tenants.byPublishableKey(key)
                .or(() -> rules.has(Fault.UNKNOWN_KEY_ADMITTED)
                        ? Optional.of(tenants.first())
                        : Optional.<Tenant>empty());
        if (found.isEmpty()) {
            return mistrust(rules.config().badSignatureMode(), "unknown key");
        }
        Tenant tenant = found.get();
        boolean checked = rules.config().enforceOrigin() && !rules.has(Fault.ORIGIN_NOT_CHECKED);
        if (checked && !tenant.admitsOrigin(origin.orElse(""))) {
            return new Decision.RefuseOverHttp(401, "origin_not_allowed", "this key may not be used from this origin");
        }
        return admitByKey(tenant);
    }

    private Decision admitByKey(Tenant tenant) {
        String peerId = rules.has(Fault.PEER_ID_REUSED) ? "reused" : newPeerId.get();
        return admit(
                tenant,
                new Identity(peerId, tenant.publishableScope(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private Decision admit(Tenant tenant, Identity identity) {
        if (tenant.isSuspended() && !rules.has(Fault.SUSPENDED_ACCOUNT_ADMITTED)) {
            return new Decision.Close(CloseCode.ACCOUNT_SUSPENDED);
        }
        return tenant.plan().takePlace() ? new Decision.Admit(tenant, identity) : full(tenant, identity);
    }

    private Decision full(Tenant tenant, Identity identity) {
        if (rules.has(Fault.CAP_REFUSES_OVER_HTTP)) {
            return new Decision.RefuseOverHttp(503, "over_capacity", "no more connections");
        }
        if (rules.has(Fault.CAP_DROPS_CONNECTION)) {
            return new Decision.Cut();
        }
        if (rules.has(Fault.CAP_WELCOMES_FIRST)) {
            return new Decision.WelcomeAndClose(tenant, identity, CloseCode.OVER_CONCURRENT_LIMIT);
        }
        return new Decision.Close(
                rules.has(Fault.CAP_WRONG_CLOSE_CODE) ? CloseCode.POLICY_VIOLATION : CloseCode.OVER_CONCURRENT_LIMIT);
    }

    private Decision mistrust(CredentialFault mode, String why) {
        return mode == CredentialFault.HTTP401 ? invalid(why) : new Decision.Close(rules.badSignatureClose());
    }

    private static Decision invalid(String message) {
        return new Decision.RefuseOverHttp(401, "invalid_token", message);
    }

    private static Optional<JsonNode> object(Map<String, Object> claim) {
        return claim.isEmpty() ? Optional.empty() : Optional.of(JSON.valueToTree(claim));
    }
}
