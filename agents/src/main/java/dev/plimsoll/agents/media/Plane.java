package dev.plimsoll.agents.media;

import java.nio.ByteBuffer;

/** One plane of a picture: bytes in rows, of which each takes a stride. */
public record Plane(ByteBuffer data, int stride, int width, int height) {

    public static Plane allocate(int width, int height) {
        return new Plane(ByteBuffer.allocate(width * height), width, width, height);
    }

    int get(int x, int y) {
        return data.get(y * stride + x) & 0xff;
    }

    void set(int x, int y, int value) {
        data.put(y * stride + x, (byte) Math.max(0, Math.min(255, value)));
    }

    void fill(int fromX, int fromY, int columns, int rows, int value) {
        for (int y = fromY; y < fromY + rows; y++) {
            for (int x = fromX; x < fromX + columns; x++) {
                set(x, y, value);
            }
        }
    }
}
