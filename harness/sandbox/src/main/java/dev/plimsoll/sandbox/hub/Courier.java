package dev.plimsoll.sandbox.hub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.sandbox.Timers;
import dev.plimsoll.sandbox.config.SandboxConfig.Latency;
import dev.plimsoll.sandbox.fault.DeliveryFaults;
import dev.plimsoll.sandbox.fault.Rules;
import dev.plimsoll.signalling.frame.ServerFrame;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Carries one publish to its subscribers, and a direct to its receiver. For the hub's thread. */
final class Courier {
    private static final double USUAL_MILLIS = 15;
    private static final double SPREAD = 0.4;
    private static final double LEAST_MILLIS = 10;
    private static final double MOST_MILLIS = 50;

    private final Rules rules;
    private final Channels channels;
    private final Timers timers;
    private final DeliveryFaults faults;
    private final RandomGenerator random;

    Courier(Rules rules, Channels channels, Timers timers, RandomGenerator random) {
        this.channels = channels;
        this.rules = rules;
        this.timers = timers;
        this.random = random;
        this.faults = new DeliveryFaults(rules, random);
    }

    boolean swallowsPublish() {
        return faults.swallowsPublish();
    }

    void direct(Connection receiver, String from, JsonNode data, Optional<JsonNode> metadata) {
        ServerFrame.Direct direct = new ServerFrame.Direct(from, data, faults.directMetadata(metadata));
        hand(receiver, Frame.of(faults.bend(direct, receiver.peerId()).orElse(direct)));
    }

    /** A publish on its way out: written once, however many receive it. */
    final class Parcel {
        private final ServerFrame.Message plain;
        private final Optional<JsonNode> metadata;
        private Frame plainFrame;
        private Frame frameWithMetadata;

        Parcel(String channel, String from, JsonNode data, Optional<JsonNode> metadata) {
            this.plain = new ServerFrame.Message(channel, from, data, Optional.empty());
            this.metadata = metadata;
        }

        /** @return how many frames will reach the receiver */
        int deliver(Connection receiver, boolean wantsMetadata) {
            if (faults.misroutes()) {
                return misroute(receiver);
            }
            boolean stamped = metadata.isPresent() && faults.carriesMetadata(wantsMetadata);
            Frame frame = faults.bend(plain, receiver.peerId()).map(Frame::of).orElseGet(() -> frame(stamped));
            return hand(receiver, frame);
        }

        private int misroute(Connection receiver) {
            Optional<Channel> other = channels.another(plain.channel());
            String name = other.map(Channel::name).orElse(plain.channel() + "-other");
            Connection victim = other.map(
                            channel -> channel.subscribers().iterator().next())
                    .orElse(receiver);
            return hand(victim, Frame.of(new ServerFrame.Message(name, plain.from(), plain.data(), Optional.empty())));
        }

        private Frame frame(boolean stamped) {
            if (stamped) {
                if (frameWithMetadata == null) {
                    frameWithMetadata =
                            Frame.of(new ServerFrame.Message(plain.channel(), plain.from(), plain.data(), metadata));
                }
                return frameWithMetadata;
            }
            if (plainFrame == null) {
                plainFrame = Frame.of(plain);
            }
            return plainFrame;
        }
    }

    private int hand(Connection receiver, Frame intact) {
        Frame frame = faults.turnsBinary() ? intact.asBinary() : intact;
        switch (faults.way()) {
            case NEVER -> {
                return 0;
            }
            case TWICE -> {
                carry(receiver, frame);
                carry(receiver, frame);
                return 2;
            }
            case LATE -> timers.after(faults.slowness(), () -> receiver.wire().send(frame));
            case BEHIND_THE_NEXT -> letNextPass(receiver, frame);
            case AT_ONCE -> carry(receiver, frame);
        }
        return 1;
    }

    private void carry(Connection receiver, Frame frame) {
        if (rules.config().latencyModel() == Latency.NONE) {
            leave(receiver, frame);
        } else {
            receiver.underway().add(frame);
            timers.after(travelTime(), () -> leave(receiver, receiver.underway().remove()));
        }
    }

    private void leave(Connection receiver, Frame frame) {
        receiver.wire().send(frame);
        receiver.takeOvertaken().ifPresent(overtaken -> {
            faults.swapped();
            receiver.wire().send(overtaken);
        });
    }

    private void letNextPass(Connection receiver, Frame frame) {
        receiver.overtake(frame);
        timers.after(faults.patience(), () -> receiver.overtakeNoMore(frame));
    }

    private Duration travelTime() {
        double millis = USUAL_MILLIS * Math.exp(SPREAD * random.nextGaussian());
        return Duration.ofMillis(Math.round(Math.max(LEAST_MILLIS, Math.min(MOST_MILLIS, millis))));
    }
}
