package dev.plimsoll.agents.media;

/**
 * A synthetic moving picture, I420: a gradient that drifts, a bar that sweeps, and coarse texture, so that an encoder has
 * motion and detail to spend its bits on. Pure: a picture depends on its number alone.
 */
public final class PatternPicture {
    private static final int GRADIENT_SPEED = 2;
    private static final int BAR_SPEED = 5;
    private static final int TEXTURE = 8;

    private PatternPicture() {}

    /** @param u and v have half the width and height of y, rounded up */
    public static void draw(Plane y, Plane u, Plane v, long number) {
        int shift = (int) (number * GRADIENT_SPEED % 256);
        int bar = (int) (number * BAR_SPEED % y.width());
        int barWidth = Math.max(4, y.width() / 16);
        for (int row = 0; row < y.height(); row++) {
            for (int x = 0; x < y.width(); x++) {
                int value = 64 + ((x + row + shift) & 0x7f) + texture(x, row);
                y.set(x, row, Math.floorMod(x - bar, y.width()) < barWidth ? 235 - value / 4 : value);
            }
        }
        chroma(u, shift, 1);
        chroma(v, shift, -1);
    }

    private static int texture(int x, int y) {
        int cell = (x / TEXTURE) * 73 + (y / TEXTURE) * 151;
        return (((cell * cell) >> 3) & 0x1f) - 16;
    }

    private static void chroma(Plane plane, int shift, int sign) {
        for (int row = 0; row < plane.height(); row++) {
            for (int x = 0; x < plane.width(); x++) {
                int wave = (x + 2 * row + shift) & 0x7f;
                plane.set(x, row, 128 + sign * (Math.min(wave, 127 - wave) - 32));
            }
        }
    }
}
