package dev.plimsoll.simulations.delivery;

import java.util.Optional;

/**
 * A publish of the load as a subscriber receives it.
 *
 * @param channel on which it was published
 * @param from its publisher's peer id
 */
public record Delivery(String channel, String from, Mark mark) {
    /**
     * Reads it off the wire's text without building what nobody looks at, for a generator does little else. Empty if the
     * text is anything else, or a delivery that is written in an unusual way: it is to be read in full then.
     */
    public static Optional<Delivery> glance(String text) {
        return new DeliveryScan(text).delivery();
    }
}
