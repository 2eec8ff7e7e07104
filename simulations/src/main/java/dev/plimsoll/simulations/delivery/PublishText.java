package dev.plimsoll.simulations.delivery;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** A publish of the load as it goes out: the frame that anybody else would write, put together without building it first. */
public final class PublishText {
    private static final JsonStringEncoder JSON = JsonStringEncoder.getInstance();

    private PublishText() {}

    /** @param filler as in {@link Mark#data} */
    public static String of(String channel, Mark mark, String filler, String requestId) {
        return "{\"type\":\"publish\",\"channel\":\"" + quoted(channel) + "\",\"data\":{\"" + Mark.SEQUENCE + "\":"
                + mark.sequence() + ",\"" + Mark.INTENDED + "\":" + mark.intendedNanos() + ",\"" + Mark.FILLER + "\":\""
                + quoted(filler) + "\"},\"requestId\":\"" + quoted(requestId) + "\"}";
    }

    private static String quoted(String text) {
        return String.valueOf(JSON.quoteAsString(text));
    }
}
