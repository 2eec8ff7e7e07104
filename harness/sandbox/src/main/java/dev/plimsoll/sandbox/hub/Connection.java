package dev.plimsoll.sandbox.hub;

import dev.plimsoll.sandbox.connect.Identity;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One admitted connection: who it is and what it is subscribed to. For the hub's thread. */
public final class Connection {
    private final Identity identity;
    private final Wire wire;
    private final TokenBucket bucket;
    /** Channel to whether the subscriber wants senders' metadata. */
    private final Map<String, Boolean> subscriptions = new LinkedHashMap<>(4);

    private Deque<String> heldBack;
    private Deque<Frame> underway;
    private Frame overtaken;
    private int channelsEver;
    private boolean muted;

    Connection(Identity identity, Wire wire, TokenBucket bucket) {
        this.identity = identity;
        this.wire = wire;
        this.bucket = bucket;
    }

    public Identity identity() {
        return identity;
    }

    public Wire wire() {
        return wire;
    }

    String peerId() {
        return identity.peerId();
    }

    TokenBucket bucket() {
        return bucket;
    }

    Map<String, Boolean> subscriptions() {
        return subscriptions;
    }

    /** Inbound frames that wait for a token; there are none in most connections. */
    Deque<String> heldBack() {
        if (heldBack == null) {
            heldBack = new ArrayDeque<>();
        }
        return heldBack;
    }

    boolean holdsBack() {
        return heldBack != null && !heldBack.isEmpty();
    }

    /** Outbound frames on their simulated way; whichever timer ends, the first one arrives. */
    Deque<Frame> underway() {
        if (underway == null) {
            underway = new ArrayDeque<>();
        }
        return underway;
    }

    /** A frame that shall leave after the next one. */
    void overtake(Frame frame) {
        takeOvertaken().ifPresent(wire::send);
        overtaken = frame;
    }

    /** Sends a frame that still waits for a next one. */
    void overtakeNoMore(Frame frame) {
        if (overtaken == frame) {
            takeOvertaken().ifPresent(wire::send);
        }
    }

    Optional<Frame> takeOvertaken() {
        Optional<Frame> taken = Optional.ofNullable(overtaken);
        overtaken = null;
        return taken;
    }

    /** Only a fault mutes a connection: it gets no message, direct or presence any more. */
    void mute() {
        muted = true;
    }

    boolean isMuted() {
        return muted;
    }

    /** Channels subscribed to since the start, those that were left included. */
    int channelsEver() {
        return channelsEver;
    }

    void countChannel() {
        channelsEver++;
    }
}
