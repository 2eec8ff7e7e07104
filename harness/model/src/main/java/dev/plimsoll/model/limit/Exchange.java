package dev.plimsoll.model.limit;

import java.util.Objects;

/**
 * What was sent and what came back, without secrets.
 *
 * @param atMillis since the probe of the limit began
 * @param sent empty if something came unasked
 * @param received empty if nothing came
 */
public record Exchange(long atMillis, String sent, String received) {
    public Exchange {
        Objects.requireNonNull(sent, "sent");
        Objects.requireNonNull(received, "received");
    }
}
