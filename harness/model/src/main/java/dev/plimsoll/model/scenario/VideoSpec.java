package dev.plimsoll.model.scenario;

/**
 * The picture that a peer sends.
 *
 * @param width even, 80 to 3840 pixels
 * @param height even, 60 to 2160 pixels, and three tenths of the width or more, so that a mark fits in
 * @param framesPerSecond 1 to 60
 * @param bitsPerSecond upper bound for the encoder, 30 kb/s or more
 * @param codec VP8, VP9, H264 or AV1
 */
public record VideoSpec(int width, int height, int framesPerSecond, int bitsPerSecond, String codec) {
    /** Small enough for many calls on a small machine. */
    public static final VideoSpec SMALL = new VideoSpec(320, 180, 15, 150_000, "VP8");

    public VideoSpec {
        require(width >= 80 && width <= 3_840 && width % 2 == 0, "width is even, 80 to 3840");
        require(height >= 60 && height <= 2_160 && height % 2 == 0, "height is even, 60 to 2160");
        require(10 * height >= 3 * width, "height is three tenths of the width or more");
        require(framesPerSecond >= 1 && framesPerSecond <= 60, "framesPerSecond is 1 to 60");
        require(bitsPerSecond >= 30_000, "bitsPerSecond is 30000 or more");
        require(codec.matches("VP8|VP9|H264|AV1"), "codec is VP8, VP9, H264 or AV1");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
