package dev.plimsoll.agents.media;

/** Hears of the marks that come through in received media. */
public interface MediaListener {
    /** @param delayNanos from the intended time at the sender's source to the receiver's play-out */
    void soundMark(long delayNanos);

    /** @param delayNanos from the sender's source to the decoded picture */
    void pictureMark(long delayNanos);
}
