package dev.plimsoll.simulations.delivery;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/**
 * Writes publishes of the load as they go out: the frames that anybody else would write, put together without building them
 * first. Safe for use by several threads.
 */
public final class PublishText {
    private static final JsonStringEncoder JSON = JsonStringEncoder.getInstance();

    private final String quotedFiller;

    /** @param filler as in {@link Mark#data} */
    public PublishText(String filler) {
        this.quotedFiller = quoted(filler);
    }

    public String of(String channel, Mark mark, String requestId) {
        return "{\"type\":\"publish\",\"channel\":\"" + quoted(channel) + "\",\"data\":{\"" + Mark.SEQUENCE + "\":"
                + mark.sequence() + ",\"" + Mark.INTENDED + "\":" + mark.intendedNanos() + ",\"" + Mark.FILLER + "\":\""
                + quotedFiller + "\"},\"requestId\":\"" + quoted(requestId) + "\"}";
    }

    private static String quoted(String text) {
        return String.valueOf(JSON.quoteAsString(text));
    }
}
