package dev.plimsoll.model.quality;

/**
 * Speech quality by the E-model, ITU-T G.107 (06/2015), narrow-band, with its default values for everything that a network
 * does not change. The echo canceller is taken to be perfect, so that of the delay's impairments only the one on conversation
 * (Idd) is left. Pure.
 */
public final class EModel {
    /** Changes when the same path would get another score. */
    public static final int VERSION = 1;

    /** R of a path without delay and loss: G.107's default values. */
    static final double BEST_R = 93.2;

    private static final double UNHEARD_DELAY_MS = 100;
    private static final double WORST_EQUIPMENT = 95;

    private EModel() {}

    /**
     * @param rFactor transmission rating, 0 to {@value #BEST_R}
     * @param mos mean opinion score, 1 (bad) to 4.41: telephone speech cannot be better
     */
    public record Score(double rFactor, double mos) {}

    public static Score score(SpeechPath path, SpeechCodec codec) {
        double r = BEST_R - delayImpairment(path.mouthToEarMs()) - effectiveEquipmentImpairment(path, codec);
        double rating = Math.max(0, r);
        return new Score(rating, mos(rating));
    }

    /** Idd (G.107 equations 7-27 and 7-28): nothing up to 100 ms. */
    static double delayImpairment(double mouthToEarMs) {
        if (mouthToEarMs <= UNHEARD_DELAY_MS) {
            return 0;
        }
        double x = Math.log(mouthToEarMs / UNHEARD_DELAY_MS) / Math.log(2);
        return 25 * (sixthRoot(1 + Math.pow(x, 6)) - 3 * sixthRoot(1 + Math.pow(x / 3, 6)) + 2);
    }

    /** Ie-eff (G.107 equation 7-29). */
    static double effectiveEquipmentImpairment(SpeechPath path, SpeechCodec codec) {
        double lossPercent = 100 * path.lossShare();
        double ie = codec.equipmentImpairment();
        return ie + (WORST_EQUIPMENT - ie) * lossPercent / (lossPercent / path.burstRatio() + codec.lossRobustness());
    }

    /** G.107 annex B, equation B-4. Its polynomial dips a little below 1 near R = 3; no opinion does. */
    static double mos(double r) {
        double bounded = Math.max(0, Math.min(100, r));
        return Math.max(1, 1 + 0.035 * bounded + bounded * (bounded - 60) * (100 - bounded) * 7e-6);
    }

    private static double sixthRoot(double value) {
        return Math.pow(value, 1 / 6.0);
    }
}
