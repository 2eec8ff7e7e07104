package dev.plimsoll.sandbox.rest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plimsoll.sandbox.connect.Tenant;
import dev.plimsoll.sandbox.fault.Fault;
import dev.plimsoll.sandbox.fault.Rules;
import dev.plimsoll.signalling.Action;
import dev.plimsoll.signalling.ProtocolLimits;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenSigner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Mints tokens on request (Metered docs, rest-api/tokens). */
final class TokenMint {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private static final long DEFAULT_SECONDS = 3_600;
    private static final long MOST_SECONDS = 86_400;

    private final Rules rules;

    TokenMint(Rules rules) {
        this.rules = rules;
    }

    RestReply mint(Tenant tenant, JsonNode request, Instant now) {
        return fault(tenant, request).orElseGet(() -> {
            TokenClaims claims = claims(request, now);
            TokenSigner signer =
                    new TokenSigner(tenant.keys().keyId(), tenant.keys().secret());
            return RestReply.ok(JsonNodeFactory.instance
                    .objectNode()
                    .put("token", signer.sign(claims).reveal())
                    .put("expiresAt", claims.expiresAt().getEpochSecond()));
        });
    }

    private TokenClaims claims(JsonNode request, Instant now) {
        Instant start = Instant.ofEpochSecond(now.getEpochSecond());
        String peerId = request.get("peerId").textValue();
        if (rules.has(Fault.REST_MINT_IGNORES_REQUEST)) {
            return TokenClaims.of(peerId, start.plusSeconds(MOST_SECONDS));
        }
        return new TokenClaims(
                peerId,
                start.plusSeconds(request.path("expiresInSec").asLong(DEFAULT_SECONDS)),
                Optional.ofNullable(request.get("channels")).map(TokenMint::strings),
                Optional.ofNullable(request.get("permissions")).map(TokenMint::actions),
                object(request.path("metadata")),
                object(request.path("peerMetadata")));
    }

    /** What is wrong with a request, if anything. */
    private Optional<RestReply> fault(Tenant tenant, JsonNode request) {
        if (!isPeerId(request.path("peerId"))) {
            return invalid("peerId must be 1 to 128 printable ASCII characters");
        }
        JsonNode lifetime = request.path("expiresInSec");
        if (!lifetime.isMissingNode()
                && !(lifetime.isIntegralNumber()
                        && lifetime.asLong() >= 1
                        && lifetime.asLong() <= MOST_SECONDS + rules.mintShift())) {
            return invalid("expiresInSec must be 1 to " + MOST_SECONDS);
        }
        return metadataFault(request, "metadata", ProtocolLimits.MAX_METADATA_BYTES)
                .or(() -> metadataFault(request, "peerMetadata", ProtocolLimits.MAX_PEER_METADATA_BYTES))
                .or(() -> channelFault(tenant, request.path("channels")))
                .or(() -> permissionFault(tenant, request.path("permissions")));
    }

    /** A bound that is off shifts the longest id; what an id is made of stays. */
    private boolean isPeerId(JsonNode peerId) {
        if (!peerId.isTextual()) {
            return false;
        }
        int over = peerId.textValue().length() - ProtocolLimits.MAX_PEER_ID_BYTES;
        String known = over == 1 ? peerId.textValue().substring(1) : peerId.textValue();
        return over <= rules.mintShift() && ProtocolLimits.isPeerId(known);
    }

    private static Optional<RestReply> metadataFault(JsonNode request, String field, int mostBytes) {
        JsonNode value = request.path(field);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        boolean fits = value.isObject() && value.toString().getBytes(StandardCharsets.UTF_8).length <= mostBytes;
        return fits ? Optional.empty() : invalid(field + " must be an object of at most " + mostBytes + " bytes");
    }

    private Optional<RestReply> channelFault(Tenant tenant, JsonNode channels) {
        if (channels.isMissingNode()) {
            return Optional.empty();
        }
        if (!isListOfTexts(channels, ProtocolLimits.MAX_TOKEN_CHANNELS + rules.mintShift())) {
            return invalid("channels must be a list of at most " + ProtocolLimits.MAX_TOKEN_CHANNELS + " patterns");
        }
        for (String pattern : strings(channels)) {
            if (!ProtocolLimits.isChannelName(pattern)) {
                return invalid("a channel pattern is 1 to 256 bytes");
            }
            if (ProtocolLimits.isReservedChannel(pattern)) {
                return Optional.of(RestReply.error(400, "channel_reserved", "reserved channel"));
            }
            if (!tenant.signingScope().coversPattern(pattern)) {
                return Optional.of(RestReply.error(403, "channel_not_authorized", "beyond the key's patterns"));
            }
        }
        return Optional.empty();
    }

    private Optional<RestReply> permissionFault(Tenant tenant, JsonNode permissions) {
        if (permissions.isMissingNode()) {
            return Optional.empty();
        }
        if (!isListOfTexts(permissions, ProtocolLimits.MAX_TOKEN_PERMISSIONS + rules.mintShift())) {
            return invalid("permissions must be a list of texts");
        }
        for (String name : strings(permissions)) {
            Optional<Action> action = Action.of(name);
            if (action.isEmpty()) {
                return invalid("unknown permission");
            }
            if (!tenant.signingScope().permits(action.get())) {
                return Optional.of(RestReply.error(403, "action_not_permitted", "beyond the key's actions"));
            }
        }
        return Optional.empty();
    }

    private static boolean isListOfTexts(JsonNode list, int most) {
        if (!list.isArray() || list.size() > most) {
            return false;
        }
        for (JsonNode entry : list) {
            if (!entry.isTextual()) {
                return false;
            }
        }
        return true;
    }

    private static List<String> strings(JsonNode list) {
        List<String> strings = new ArrayList<>();
        list.forEach(entry -> strings.add(entry.textValue()));
        return strings;
    }

    private static Set<Action> actions(JsonNode list) {
        Set<Action> actions = EnumSet.noneOf(Action.class);
        strings(list).forEach(name -> Action.of(name).ifPresent(actions::add));
        return actions;
    }

    private static Map<String, Object> object(JsonNode node) {
        return node.isObject() ? JSON.convertValue(node, MAP) : Map.of();
    }

    private static Optional<RestReply> invalid(String message) {
        return Optional.of(RestReply.error(400, "invalid_request", message));
    }
}
