package dev.plimsoll.sandbox.hub;

import dev.plimsoll.signalling.frame.FrameWriter;
import dev.plimsoll.signalling.frame.ServerFrame;
import java.nio.charset.StandardCharsets;

/** A frame on its way out: encoded once, however many receive it. */
public final class Frame {
    private final byte[] payload;
    private final boolean binary;

    private Frame(byte[] payload, boolean binary) {
        this.payload = payload;
        this.binary = binary;
    }

    public Frame(String text) {
        this(text.getBytes(StandardCharsets.UTF_8), false);
    }

    static Frame of(ServerFrame frame) {
        return new Frame(FrameWriter.write(frame));
    }

    /** The same payload in a binary frame, which the protocol does not know. */
    Frame asBinary() {
        return new Frame(payload, true);
    }

    /** Not to be changed. */
    public byte[] payload() {
        return payload;
    }

    public int length() {
        return payload.length;
    }

    public boolean isBinary() {
        return binary;
    }
}
