package dev.plimsoll.signalling.probe.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.Endpoint;
import java.util.Optional;

/** Calls of Cloudflare's TURN credential API (Cloudflare docs, realtime/turn/generate-credentials). */
public final class TurnCalls {
    private final String prefix;
    private final Secret bearer;

    public TurnCalls(String keyId, Secret keySecret) {
        this.prefix = "/v1/turn/keys/" + Endpoint.encode(keyId) + "/credentials/";
        this.bearer = keySecret;
    }

    /** Answers with an array of ICE servers. */
    public RestCall generateIceServers(long ttlSeconds, Optional<String> customIdentifier) {
        return mint("generate-ice-servers", ttlSeconds, customIdentifier);
    }

    /** Answers with one ICE server as an object. */
    public RestCall generate(long ttlSeconds, Optional<String> customIdentifier) {
        return mint("generate", ttlSeconds, customIdentifier);
    }

    private RestCall mint(String what, long ttlSeconds, Optional<String> customIdentifier) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("ttl", ttlSeconds);
        customIdentifier.ifPresent(identifier -> body.put("customIdentifier", identifier));
        return RestCall.of("POST", prefix + what).json(body).bearer(bearer);
    }

    public RestCall revoke(String username) {
        return RestCall.of("POST", prefix + Endpoint.encode(username) + "/revoke")
                .bearer(bearer);
    }
}
