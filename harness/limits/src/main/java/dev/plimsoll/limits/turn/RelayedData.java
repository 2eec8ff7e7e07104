package dev.plimsoll.limits.turn;

import java.net.InetSocketAddress;

/** What a peer sent through the relay. */
public final class RelayedData {
    private final InetSocketAddress peer;
    private final byte[] payload;

    RelayedData(InetSocketAddress peer, byte[] payload) {
        this.peer = peer;
        this.payload = payload;
    }

    public InetSocketAddress peer() {
        return peer;
    }

    /** Its own array: the receiver may change it. */
    public byte[] payload() {
        return payload;
    }
}
