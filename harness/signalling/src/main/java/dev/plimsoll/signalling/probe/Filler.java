package dev.plimsoll.signalling.probe;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.plimsoll.signalling.frame.ClientFrame;
import dev.plimsoll.signalling.frame.FrameWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Text of an exact size in UTF-8, to tell limits on bytes from limits on characters. */
public enum Filler {
    /** One byte a character. */
    ASCII("x"),
    /** Two bytes, one UTF-16 unit. */
    TWO_BYTES("\u00e9"),
    /** Three bytes, one UTF-16 unit. */
    THREE_BYTES("\u20ac"),
    /** Four bytes, two UTF-16 units. */
    FOUR_BYTES("\ud83d\udea2");

    private final String unit;

    Filler(String unit) {
        this.unit = unit;
    }

    /** Text of so many bytes; where they are no multiple of the unit's, ASCII makes up the rest. */
    public String text(int bytes) {
        int size = sizeOf(unit);
        return unit.repeat(bytes / size) + ASCII.unit.repeat(bytes % size);
    }

    /**
     * The text of a frame whose whole size is exact.
     *
     * @param withData makes the frame around its data, which is a text that fills it up
     * @param bytes of the whole frame's UTF-8
     * @throws IllegalArgumentException if the frame is larger than that without any data
     */
    public String frame(Function<TextNode, ClientFrame> withData, int bytes) {
        int bare = sizeOf(FrameWriter.write(withData.apply(TextNode.valueOf(""))));
        if (bytes < bare) {
            throw new IllegalArgumentException(
                    "the frame has " + bare + " bytes without data, so it cannot have " + bytes);
        }
        return FrameWriter.write(withData.apply(TextNode.valueOf(text(bytes - bare))));
    }

    private static int sizeOf(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
