package dev.plimsoll.sandbox.hub;

import dev.plimsoll.sandbox.connect.Identity;
import java.util.LinkedHashMap;
import java.util.Map;

/** One admitted connection: who it is and what it is subscribed to. For the hub's thread. */
public final class Connection {
    private final Identity identity;
    private final Wire wire;
    private final TokenBucket bucket;
    /** Channel to whether the subscriber wants senders' metadata. */
    private final Map<String, Boolean> subscriptions = new LinkedHashMap<>();

    Connection(Identity identity, Wire wire, TokenBucket bucket) {
        this.identity = identity;
        this.wire = wire;
        this.bucket = bucket;
    }

    public Identity identity() {
        return identity;
    }

    String peerId() {
        return identity.peerId();
    }

    Wire wire() {
        return wire;
    }

    TokenBucket bucket() {
        return bucket;
    }

    Map<String, Boolean> subscriptions() {
        return subscriptions;
    }
}
