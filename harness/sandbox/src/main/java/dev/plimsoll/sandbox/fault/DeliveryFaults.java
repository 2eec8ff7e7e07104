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
    private static final JsonNode GARBLED = JsonNodeFactory.instance.textNode("garbled");

    private final Rules rules;
    private final Share lost;
    private final Share doubled;
    private final Share slow;
    private final Share swapped;
    private final Share misrouted;
    private final Share garbled;
    private final Share misnamed;
    private final Share swallowed;
    private final Share binary;

    public DeliveryFaults(Rules rules, RandomGenerator random) {
        this.rules = rules;
        this.lost = new Share(1000, random);
        this.doubled = new Share(1000, random);
        this.slow = new Share(100, random);
        this.swapped = new Share(100, random);
        this.misrouted = new Share(100, random);
        this.garbled = new Share(100, random);
        this.misnamed = new Share(100, random);
        this.swallowed = new Share(100, random);
        this.binary = new Share(100, random);
    }

    /** How a frame reaches its subscriber. */
    public enum Way {
        AT_ONCE,
        NEVER,
        TWICE,
        /** After {@link #slowness()}. */
        LATE,
        /** After the next frame to the same subscriber. */
        BEHIND_THE_NEXT
    }

    public Duration slowness() {
        return SLOW;
    }

    /** Whether a whole publish is acknowledged and then forgotten. */
    public boolean swallowsPublish() {
        return rules.has(Fault.ACKS_THEN_LOSES) && swallowed.picks();
    }

    public Way way() {
        if (rules.has(Fault.LOSES_DELIVERIES) && lost.picks()) {
            return Way.NEVER;
        }
        if (rules.has(Fault.DUPLICATES_DELIVERIES) && doubled.picks()) {
            return Way.TWICE;
        }
        if (rules.has(Fault.SLOW_TAIL) && slow.picks()) {
            return Way.LATE;
        }
        return rules.has(Fault.REORDERS_DELIVERIES) && swapped.picks() ? Way.BEHIND_THE_NEXT : Way.AT_ONCE;
    }

    /** The message as one subscriber gets it, if something is wrong with it. */
    public Optional<ServerFrame.Message> bend(ServerFrame.Message message, String receiver) {
        if (rules.has(Fault.CORRUPTS_PAYLOADS) && garbled.picks()) {
            return Optional.of(
                    new ServerFrame.Message(message.channel(), message.from(), GARBLED, message.fromMetadata()));
        }
        if (rules.has(Fault.STAMPS_WRONG_SENDER) && misnamed.picks()) {
            return Optional.of(
                    new ServerFrame.Message(message.channel(), receiver, message.data(), message.fromMetadata()));
        }
        return Optional.empty();
    }

    /** Likewise a direct. */
    public Optional<ServerFrame.Direct> bend(ServerFrame.Direct direct, String receiver) {
        if (rules.has(Fault.CORRUPTS_PAYLOADS) && garbled.picks()) {
            return Optional.of(new ServerFrame.Direct(direct.from(), GARBLED, direct.fromMetadata()));
        }
        if (rules.has(Fault.STAMPS_WRONG_SENDER) && misnamed.picks()) {
            return Optional.of(new ServerFrame.Direct(receiver, direct.data(), direct.fromMetadata()));
        }
        return Optional.empty();
    }

    /** Whether a delivery goes to another channel. */
    public boolean misroutes() {
        return rules.has(Fault.DELIVERS_TO_WRONG_CHANNEL) && misrouted.picks();
    }

    /** Whether a frame leaves as a binary one. */
    public boolean turnsBinary() {
        return rules.has(Fault.BINARY_DELIVERIES) && binary.picks();
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
