package dev.plimsoll.sandbox.turn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.sandbox.config.TurnApi;
import dev.plimsoll.sandbox.config.TurnApi.IceVariant;
import dev.plimsoll.sandbox.config.TurnApi.TtlPolicy;
import dev.plimsoll.sandbox.fault.Fault;
import dev.plimsoll.sandbox.fault.Rules;
import dev.plimsoll.signalling.ice.IceServer;
import dev.plimsoll.signalling.ice.IceServers;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The calls of the TURN credential API. For the server's event loop. */
public final class TurnApiCore {
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final Rules rules;
    private final TurnKey key;
    private final TurnUrls urls;
    private final CredentialMint mint;
    private final Supplier<String> newUser;

    public TurnApiCore(Rules rules, TurnKey key, TurnUrls urls, CredentialMint mint, Supplier<String> newUser) {
        this.rules = rules;
        this.key = key;
        this.urls = urls;
        this.mint = mint;
        this.newUser = newUser;
    }

    /** What a call is answered with. */
    public sealed interface Answer {
        record Minted(JsonNode body) implements Answer {}

        record Done(int status) implements Answer {}

        record Refused(int status, String message) implements Answer {}
    }

    Answer generate(String keyId, String secret, JsonNode request) {
        return mint(keyId, secret, request, credential -> {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            JsonNode entries = IceServers.write(
                    List.of(entry(urls.all(rules.config().turnApi().iceVariant()), credential)));
            body.set("iceServers", rules.has(Fault.TURN_ARRAY_WHERE_OBJECT) ? entries : entries.get(0));
            return body;
        });
    }

    Answer generateIceServers(String keyId, String secret, JsonNode request) {
        return mint(keyId, secret, request, credential -> {
            IceVariant variant = rules.config().turnApi().iceVariant();
            List<IceServer> entries = variant == IceVariant.A
                    ? List.of(entry(urls.all(variant), credential))
                    : List.of(
                            new IceServer(urls.stun(variant), Optional.empty(), Optional.empty()),
                            entry(urls.turn(variant), credential));
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            JsonNode written = IceServers.write(entries);
            body.set("iceServers", rules.has(Fault.TURN_OBJECT_WHERE_ARRAY) ? written.get(0) : written);
            return body;
        });
    }

    Answer revoke(String keyId, String secret, String username) {
        Optional<Answer> refusal = refusal(keyId, secret);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return mint.revoke(username)
                ? new Answer.Done(rules.has(Fault.TURN_REVOKE_WRONG_STATUS) ? 200 : 204)
                : new Answer.Refused(404, "no such credential");
    }

    private interface Shape {
        ObjectNode of(TurnCredential credential);
    }

    private Answer mint(String keyId, String secret, JsonNode request, Shape shape) {
        Optional<Answer> refusal = refusal(keyId, secret);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        OptionalLong ttl = ttl(request);
        JsonNode identifier = request.path("customIdentifier");
        boolean named =
                identifier.isTextual() && USER.matcher(identifier.textValue()).matches();
        if (!request.isObject() || ttl.isEmpty() || !(named || identifier.isMissingNode())) {
            return new Answer.Refused(400, "the request is not valid");
        }
        String user = named ? identifier.textValue() : newUser.get();
        return new Answer.Minted(shape.of(mint.mint(user, Duration.ofSeconds(ttl.getAsLong()))));
    }

    private Optional<Answer> refusal(String keyId, String secret) {
        if (!keyId.equals(key.id())) {
            return Optional.of(new Answer.Refused(404, "unknown key"));
        }
        return key.secret().reveal().equals(secret) || rules.has(Fault.TURN_SECRET_NOT_CHECKED)
                ? Optional.empty()
                : Optional.of(new Answer.Refused(401, "wrong key secret"));
    }

    /** Seconds to mint for; empty if the request is to be refused. */
    private OptionalLong ttl(JsonNode request) {
        TurnApi api = rules.config().turnApi();
        JsonNode ttl = request.path("ttl");
        if (ttl.isMissingNode()) {
            return OptionalLong.of(api.ttlDefault().toSeconds());
        }
        if (!ttl.isIntegralNumber() || !ttl.canConvertToInt()) {
            return OptionalLong.empty();
        }
        long most = rules.has(Fault.TURN_TTL_LIMIT_OFF)
                ? Integer.MAX_VALUE
                : api.ttlMax().toSeconds() - (rules.has(Fault.TURN_TTL_ONE_TOO_FEW) ? 1 : 0);
        long least = rules.has(Fault.TURN_TTL_LEAST_OFF) ? Integer.MIN_VALUE : 1;
        long bounded = Math.max(least, Math.min(most, ttl.asLong()));
        return bounded == ttl.asLong() || api.ttlPolicy() == TtlPolicy.CLAMP
                ? OptionalLong.of(bounded)
                : OptionalLong.empty();
    }

    private static IceServer entry(List<String> urls, TurnCredential credential) {
        return new IceServer(urls, Optional.of(credential.username()), Optional.of(credential.credential()));
    }
}
