package dev.plimsoll.signalling.probe.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.Endpoint;
import java.util.Optional;

/** Calls of the signalling service's REST control plane (Metered docs, rest-api). */
public final class SignallingCalls {
    private final Secret bearer;

    /** @param keyId of a signing key, whose secret goes with it in each call */
    public SignallingCalls(String keyId, Secret secret) {
        this.bearer = new Secret(keyId + ":" + secret.reveal());
    }

    /** @param request with at least {@code peerId} */
    public RestCall mint(JsonNode request) {
        return RestCall.of("POST", "/v1/tokens").json(request).bearer(bearer);
    }

    public RestCall peers(String channel) {
        return RestCall.of("GET", "/v1/channels/" + Endpoint.encode(channel) + "/peers")
                .bearer(bearer);
    }

    /** @param from whom receivers shall see as the sender */
    public RestCall publish(String channel, JsonNode data, Optional<String> from) {
        var body = JsonNodeFactory.instance.objectNode();
        body.set("data", data);
        from.ifPresent(sender -> body.put("from", sender));
        return RestCall.of("POST", "/v1/channels/" + Endpoint.encode(channel) + "/publish")
                .json(body)
                .bearer(bearer);
    }

    /** Closes all connections of a peer. */
    public RestCall kick(String peerId) {
        return RestCall.of("DELETE", "/v1/peers/" + Endpoint.encode(peerId)).bearer(bearer);
    }

    public RestCall usage() {
        return RestCall.of("GET", "/v1/usage").bearer(bearer);
    }
}
