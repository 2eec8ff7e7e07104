package dev.plimsoll.model.quality;

/**
 * What happened to speech on its way to the listener.
 *
 * @param mouthToEarMs one way, with codec, network and jitter buffer; 0 or more
 * @param lossShare of the packets: those lost, and those that came too late to be played; 0 to 1
 * @param burstRatio mean length of a run of losses over that of random loss (BurstR of ITU-T G.107); 1 for random loss
 */
public record SpeechPath(double mouthToEarMs, double lossShare, double burstRatio) {
    public SpeechPath {
        if (!(mouthToEarMs >= 0) || !(lossShare >= 0 && lossShare <= 1) || !(burstRatio >= 1)) {
            throw new IllegalArgumentException("a path has a delay, a loss of 0 to 1 and a burst ratio from 1");
        }
    }

    /**
     * The delay as the sum of its parts.
     *
     * @param networkMs one way; half a round trip where nothing better is known
     * @param jitterBufferMs mean wait in the receiver's jitter buffer
     */
    public static SpeechPath of(double networkMs, double jitterBufferMs, SpeechCodec codec, double lossShare) {
        return new SpeechPath(networkMs + jitterBufferMs + codec.delayMs(), lossShare, 1);
    }
}
