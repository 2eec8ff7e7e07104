package dev.plimsoll.signalling.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/**
 * What an error body says, in the three forms that are on record.
 *
 * @param code an identifier or, in the two latter forms, a number
 * @param message for people; may be empty
 */
public record ErrorEnvelope(Form form, String code, String message) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Which form a body has. */
    public enum Form {
        /** {@code {"error":"code","message":"text"}}: Metered docs, rest-api/overview. */
        FLAT,
        /** {@code {"success":false,"error":{"code":404,"message":"text"}}}: RealtimeKit's API reference. */
        NESTED,
        /** {@code {"success":false,"errors":[{"code":1000,"message":"text"}]}}: Cloudflare's v4 API. */
        LIST
    }

    /** Empty if the body is no JSON object or has no error in it. */
    public static Optional<ErrorEnvelope> read(String body) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JsonProcessingException | NumberFormatException e) {
            return Optional.empty();
        }
        JsonNode error = json.path("error");
        if (error.isTextual() && !error.textValue().isEmpty()) {
            return Optional.of(new ErrorEnvelope(
                    Form.FLAT, error.textValue(), json.path("message").asText("")));
        }
        return error.isObject()
                ? entry(Form.NESTED, error)
                : entry(Form.LIST, json.path("errors").path(0));
    }

    private static Optional<ErrorEnvelope> entry(Form form, JsonNode error) {
        JsonNode code = error.path("code");
        return code.isValueNode() && !code.isNull()
                ? Optional.of(new ErrorEnvelope(
                        form, code.asText(), error.path("message").asText("")))
                : Optional.empty();
    }
}
