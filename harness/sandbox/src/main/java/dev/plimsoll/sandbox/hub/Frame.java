package dev.plimsoll.sandbox.hub;

import dev.plimsoll.signalling.frame.FrameWriter;
import dev.plimsoll.signalling.frame.ServerFrame;
import java.nio.charset.StandardCharsets;

/** A text frame on its way out: encoded once, however many receive it. */
public final class Frame {
    private final byte[] utf8;

    public Frame(String text) {
        this.utf8 = text.getBytes(StandardCharsets.UTF_8);
    }

    static Frame of(ServerFrame frame) {
        return new Frame(FrameWriter.write(frame));
    }

    /** The payload; not to be changed. */
    public byte[] utf8() {
        return utf8;
    }

    public int length() {
        return utf8.length;
    }
}
