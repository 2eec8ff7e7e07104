package dev.plimsoll.agents.media;

/** Delays of the marks in what one peer receives. For one thread. */
public final class MarkedMedia implements MediaListener {
    private final MediaDelay sound = new MediaDelay();
    private final MediaDelay pictures = new MediaDelay();

    @Override
    public void soundMark(long delayNanos) {
        sound.add(delayNanos);
    }

    @Override
    public void pictureMark(long delayNanos) {
        pictures.add(delayNanos);
    }

    /**
     * Ends the interval of one kind of media.
     *
     * @param kind audio or video
     */
    public MediaDelay.Interval take(String kind) {
        return kind.equals("audio") ? sound.take() : pictures.take();
    }
}
