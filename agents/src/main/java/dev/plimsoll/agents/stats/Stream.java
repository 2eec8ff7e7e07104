package dev.plimsoll.agents.stats;

import java.util.Objects;

/**
 * One RTP stream of a peer, sent or received.
 *
 * @param kind audio or video
 */
public record Stream(String id, String kind, long atMicros, Numbers numbers) {
    public Stream {
        Objects.requireNonNull(numbers, "numbers");
    }
}
