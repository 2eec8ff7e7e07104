package dev.plimsoll.limits.probe.http;

import com.auth0.jwt.JWT;
import com.auth0.jwt.exceptions.JWTDecodeException;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Whether a value of an answer is as a pack wants it. What is wanted is a value; or a map of one of these: {@code is} (a
 * type, {@code present} or {@code absent}), {@code not} (another value), {@code oneOf}, {@code size}, {@code matches},
 * {@code jwt} (claims by pointer), {@code jwtSeconds} (from {@code iat} to {@code exp}). Pure.
 */
final class Matchers {
    static final List<String> KINDS = List.of("is", "not", "oneOf", "size", "matches", "jwt", "jwtSeconds");
    static final List<String> TYPES =
            List.of("present", "absent", "array", "object", "text", "number", "boolean", "uuid");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final int LONGEST = 60;

    private Matchers() {}

    /** What is wrong with a wish, or nothing. */
    static Optional<String> fault(JsonNode wanted) {
        if (wanted.isValueNode()) {
            return Optional.empty();
        }
        if (!wanted.isObject() || wanted.size() != 1) {
            return Optional.of("is neither a value nor a map of one of " + String.join(", ", KINDS));
        }
        Map.Entry<String, JsonNode> only = wanted.properties().iterator().next();
        return switch (only.getKey()) {
            case "is" ->
                TYPES.contains(only.getValue().asText())
                        ? Optional.empty()
                        : Optional.of("is none of " + String.join(", ", TYPES));
            case "oneOf" -> only.getValue().isArray() ? Optional.empty() : Optional.of("is no list");
            case "jwt" -> only.getValue().isObject() ? Optional.empty() : Optional.of("is no map");
            case "matches" -> patternFault(only.getValue().asText());
            case "not", "size", "jwtSeconds" -> Optional.empty();
            default -> Optional.of("is none of " + String.join(", ", KINDS));
        };
    }

    private static Optional<String> patternFault(String pattern) {
        try {
            Pattern.compile(pattern);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of("is no regular expression");
        }
    }

    /** What is not as wanted, in a sentence's end; empty if it is. Values are shortened, and never those of tokens. */
    static Optional<String> mismatch(JsonNode wanted, JsonNode found) {
        if (wanted.isValueNode()) {
            return same(wanted, found)
                    ? Optional.empty()
                    : Optional.of("is " + shown(found) + ", not " + shown(wanted));
        }
        Map.Entry<String, JsonNode> only = wanted.properties().iterator().next();
        JsonNode operand = only.getValue();
        return switch (only.getKey()) {
            case "is" -> isType(operand.asText(), found) ? Optional.empty() : Optional.of("is not " + operand.asText());
            case "not" -> same(operand, found) ? Optional.of("is still " + shown(operand)) : Optional.empty();
            case "oneOf" ->
                operand.valueStream().anyMatch(one -> same(one, found))
                        ? Optional.empty()
                        : Optional.of("is " + shown(found) + ", none of " + operand);
            case "size" ->
                found.size() == operand.asLong()
                        ? Optional.empty()
                        : Optional.of("has " + found.size() + " entries, not " + operand.asLong());
            case "matches" ->
                Pattern.compile(operand.asText()).matcher(found.asText()).find()
                        ? Optional.empty()
                        : Optional.of("does not match " + operand.asText());
            case "jwt" -> claims(operand, found);
            default -> seconds(operand.asLong(), found);
        };
    }

    private static Optional<String> claims(JsonNode wanted, JsonNode token) {
        Optional<DecodedJWT> decoded = decoded(token);
        if (decoded.isEmpty()) {
            return Optional.of("is no JWT");
        }
        JsonNode payload = payload(decoded.get());
        return wanted.properties().stream()
                .flatMap(claim -> mismatch(claim.getValue(), payload.at(claim.getKey())).stream()
                        .map(what -> "the token's " + claim.getKey() + " " + what))
                .findFirst();
    }

    private static Optional<String> seconds(long wanted, JsonNode token) {
        Optional<DecodedJWT> decoded =
                decoded(token).filter(jwt -> jwt.getExpiresAtAsInstant() != null && jwt.getIssuedAtAsInstant() != null);
        if (decoded.isEmpty()) {
            return Optional.of("is no JWT with iat and exp");
        }
        long seconds = decoded.get().getExpiresAtAsInstant().getEpochSecond()
                - decoded.get().getIssuedAtAsInstant().getEpochSecond();
        return seconds == wanted ? Optional.empty() : Optional.of("lives " + seconds + " s, not " + wanted + " s");
    }

    private static Optional<DecodedJWT> decoded(JsonNode token) {
        try {
            return token.isTextual() ? Optional.of(JWT.decode(token.textValue())) : Optional.empty();
        } catch (JWTDecodeException e) {
            return Optional.empty();
        }
    }

    private static JsonNode payload(DecodedJWT jwt) {
        byte[] bytes = Base64.getUrlDecoder().decode(jwt.getPayload());
        try {
            return JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private static boolean isType(String type, JsonNode found) {
        return switch (type) {
            case "present" -> !found.isMissingNode() && !found.isNull();
            case "absent" -> found.isMissingNode() || found.isNull();
            case "array" -> found.isArray();
            case "object" -> found.isObject();
            case "text" -> found.isTextual();
            case "number" -> found.isNumber();
            case "boolean" -> found.isBoolean();
            default -> UUID.matcher(found.asText()).matches();
        };
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return (one.isNumber() && other.isNumber())
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.equals(other);
    }

    private static String shown(JsonNode value) {
        if (value.isMissingNode()) {
            return "missing";
        }
        String text = value.asText(value.toString());
        String kept = text.isEmpty() ? value.toString() : text;
        return kept.length() <= LONGEST ? kept : kept.substring(0, LONGEST) + "...";
    }
}
