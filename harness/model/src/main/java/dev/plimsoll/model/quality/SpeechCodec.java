package dev.plimsoll.model.quality;

/**
 * What the E-model has to know of a codec.
 *
 * @param equipmentImpairment Ie of ITU-T G.113, 0 to 95
 * @param lossRobustness Bpl of ITU-T G.113, in percent of loss; above 0
 * @param delayMs what the codec adds to the delay: one frame and its look-ahead
 */
public record SpeechCodec(String name, double equipmentImpairment, double lossRobustness, double delayMs) {
    /**
     * Opus in 20 ms frames (RFC 6716: 20 ms and 6.5 ms look-ahead). G.113 has no values for it. Assumed: no impairment of
     * its own, for the scale ends at telephone quality, and the robustness that G.113 appendix I gives G.711 with loss
     * concealment at random loss (25.1); Opus' in-band error correction is left out, so that the score errs low.
     */
    public static final SpeechCodec OPUS = new SpeechCodec("opus", 0, 25.1, 26.5);

    /** G.711 with loss concealment, in 20 ms frames (ITU-T G.113 appendix I). */
    public static final SpeechCodec G711 = new SpeechCodec("g711", 0, 25.1, 20);

    /** G.729A with voice activity detection (ITU-T G.113 appendix I). Known values to hold the formulas to. */
    public static final SpeechCodec G729A = new SpeechCodec("g729a", 11, 19, 25);

    public SpeechCodec {
        if (!(equipmentImpairment >= 0 && equipmentImpairment < 95) || !(lossRobustness > 0) || !(delayMs >= 0)) {
            throw new IllegalArgumentException("a codec has Ie in 0..95, Bpl above 0 and a delay");
        }
    }
}
