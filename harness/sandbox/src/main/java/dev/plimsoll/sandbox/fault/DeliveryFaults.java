package dev.plimsoll.sandbox.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plimsoll.signalling.frame.ServerFrame;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What becomes of one delivery under the faults that are on. For the server's event loop. */
public final class DeliveryFaults {
    private static final Duration SLOW = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final JsonNode GARBLED = JsonNodeFactory.instance.textNode("garbled");

    private final Rules rules;
    private final Strikes strikes;

    public DeliveryFaults(Rules rules, RandomGenerator random) {
        this.rules = rules;
        this.strikes = new Strikes(rules, random);
    }

    /** How a frame reaches its subscriber. */
    public enum Way {
        AT_ONCE,
        NEVER,
        TWICE,
        /** After {@link #slowness()}. */
        LATE,
        /** After the next frame to the same subscriber, if one comes within {@link #patience()}. */
        BEHIND_THE_NEXT
    }

    public Duration patience() {
        return PATIENCE;
    }

    /** Counts a frame that was overtaken, which no one knows before the next has come. */
    public void swapped() {
        strikes.count(Fault.REORDERS_DELIVERIES);
    }

    public Duration slowness() {
        return SLOW;
    }

    /** Whether a whole publish is acknowledged and then forgotten. */
    public boolean swallowsPublish() {
        return strikes.hits(Fault.ACKS_THEN_LOSES);
    }

    public Way way() {
        if (strikes.hits(Fault.LOSES_DELIVERIES)) {
            return Way.NEVER;
        }
        if (strikes.hits(Fault.DUPLICATES_DELIVERIES)) {
            return Way.TWICE;
        }
        if (strikes.hits(Fault.SLOW_TAIL)) {
            return Way.LATE;
        }
        return strikes.picks(Fault.REORDERS_DELIVERIES) ? Way.BEHIND_THE_NEXT : Way.AT_ONCE;
    }

    /** The message as one subscriber gets it, if something is wrong with it. */
    public Optional<ServerFrame.Message> bend(ServerFrame.Message message, String receiver) {
        if (strikes.hits(Fault.CORRUPTS_PAYLOADS)) {
            return Optional.of(
                    new ServerFrame.Message(message.channel(), message.from(), GARBLED, message.fromMetadata()));
        }
        if (strikes.hits(Fault.STAMPS_WRONG_SENDER)) {
            return Optional.of(
                    new ServerFrame.Message(message.channel(), receiver, message.data(), message.fromMetadata()));
        }
        return Optional.empty();
    }

    /** Likewise a direct. */
    public Optional<ServerFrame.Direct> bend(ServerFrame.Direct direct, String receiver) {
        if (strikes.hits(Fault.CORRUPTS_PAYLOADS)) {
            return Optional.of(new ServerFrame.Direct(direct.from(), GARBLED, direct.fromMetadata()));
        }
        if (strikes.hits(Fault.STAMPS_WRONG_SENDER)) {
            return Optional.of(new ServerFrame.Direct(receiver, direct.data(), direct.fromMetadata()));
        }
        return Optional.empty();
    }

    /** Whether a delivery goes to another channel. */
    public boolean misroutes() {
        return strikes.hits(Fault.DELIVERS_TO_WRONG_CHANNEL);
    }

    /** Whether a frame leaves as a binary one. */
    public boolean turnsBinary() {
        return strikes.hits(Fault.BINARY_DELIVERIES);
    }

    /** The sender's metadata as a direct carries it. */
    public Optional<JsonNode> directMetadata(Optional<JsonNode> metadata) {
        return rules.has(Fault.SENDER_METADATA_MISSING) ? Optional.empty() : metadata;
    }

    /** Whether a message carries its sender's metadata. */
    public boolean carriesMetadata(boolean asked) {
        return asked || rules.has(Fault.SENDER_METADATA_UNASKED);
    }
}
