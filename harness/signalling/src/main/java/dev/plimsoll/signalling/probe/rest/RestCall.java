package dev.plimsoll.signalling.probe.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.Masking;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A call as it shall be made, right or wrong.
 *
 * @param path with its query, percent-encoded; joined to the client's base
 * @param authorization the header's whole value; empty sends none
 * @param secrets what must not show of path, body or answer, besides what looks like a credential
 */
public record RestCall(
        String method,
        String path,
        Map<String, String> headers,
        Optional<Secret> authorization,
        Optional<String> body,
        List<Secret> secrets) {
    public RestCall {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        headers = Map.copyOf(headers);
        Objects.requireNonNull(authorization, "authorization");
        Objects.requireNonNull(body, "body");
        secrets = List.copyOf(secrets);
    }

    public static RestCall of(String method, String path) {
        return new RestCall(method, path, Map.of(), Optional.empty(), Optional.empty(), List.of());
    }

    /** With a body and its content type. */
    public RestCall json(JsonNode json) {
        return header("Content-Type", "application/json").body(json.toString());
    }

    /** With a body as it is, JSON or not. */
    public RestCall body(String text) {
        return new RestCall(method, path, headers, authorization, Optional.of(text), secrets);
    }

    public RestCall header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new RestCall(method, path, more, authorization, body, secrets);
    }

    public RestCall bearer(Secret credential) {
        return authorized("Bearer " + credential.reveal()).hiding(credential);
    }

    public RestCall basic(String user, Secret password) {
        String pair = user + ":" + password.reveal();
        String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return authorized("Basic " + encoded).hiding(password);
    }

    public RestCall withoutCredential() {
        return new RestCall(method, path, headers, Optional.empty(), body, secrets);
    }

    public RestCall hiding(Secret secret) {
        List<Secret> more = new ArrayList<>(secrets);
        more.add(secret);
        return new RestCall(method, path, headers, authorization, body, more);
    }

    private RestCall authorized(String value) {
        return new RestCall(method, path, headers, Optional.of(new Secret(value)), body, secrets);
    }

    /** Method and path, masked. */
    @Override
    public String toString() {
        return Masking.mask(method + " " + path, secrets);
    }
}
