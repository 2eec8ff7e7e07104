package dev.plimsoll.sandbox.hub;

import dev.plimsoll.sandbox.config.SandboxConfig.UnauthorizedChannel;
import dev.plimsoll.sandbox.fault.AckFaults;
import dev.plimsoll.sandbox.fault.Fault;
import dev.plimsoll.sandbox.fault.FrameFaults;
import dev.plimsoll.sandbox.fault.Rules;
import dev.plimsoll.signalling.Action;
import dev.plimsoll.signalling.CloseCode;
import dev.plimsoll.signalling.ErrorCode;
import dev.plimsoll.signalling.frame.ClientFrame;
import dev.plimsoll.signalling.frame.ClientFrameReader;
import dev.plimsoll.signalling.frame.ClientFrameReader.Parsed;
import dev.plimsoll.signalling.frame.ServerFrame;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Answers clients' frames. Checks follow one fixed order, so that a frame with several faults always gets the same answer:
 * structure, action, channel, number of channels, quota, receiver. For the hub's thread.
 */
final class Requests {
    private final Hub hub;
    private final Rules rules;
    private final Plan plan;
    private final Channels channels;
    private final RandomGenerator random;
    private final FrameFaults frameFaults;
    private final AckFaults ackFaults;

    Requests(Hub hub, Rules rules, Plan plan, Channels channels, RandomGenerator random) {
        this.hub = hub;
        this.rules = rules;
        this.plan = plan;
        this.channels = channels;
        this.random = random;
        this.frameFaults = new FrameFaults(rules);
        this.ackFaults = new AckFaults(rules, random);
    }

    void handle(Connection connection, String text) {
        Parsed parsed = ClientFrameReader.read(text);
        if (parsed instanceof Parsed.Valid valid) {
            handle(connection, valid.frame());
            return;
        }
        Parsed.Wrong wrong = (Parsed.Wrong) parsed;
        frameFaults
                .taken(text, wrong)
                .ifPresentOrElse(frame -> handle(connection, frame), () -> refuse(connection, wrong));
    }

    void malformed(Connection connection, Optional<String> requestId, String message) {
        refuse(connection, new Parsed.Wrong(requestId, ErrorCode.MALFORMED_MESSAGE, message));
    }

    private void refuse(Connection connection, Parsed.Wrong wrong) {
        if (wrong.code() == ErrorCode.MALFORMED_MESSAGE && rules.has(Fault.MALFORMED_FRAME_CLOSES)) {
            connection.wire().close(CloseCode.POLICY_VIOLATION);
        } else if (wrong.code() != ErrorCode.UNKNOWN_TYPE || !rules.has(Fault.UNKNOWN_TYPE_IGNORED)) {
            fail(connection, wrong.requestId(), wrong.code(), wrong.message());
        }
    }

    private void handle(Connection connection, ClientFrame frame) {
        if (frame instanceof ClientFrame.Ping) {
            ping(connection);
        } else if (frame instanceof ClientFrame.Subscribe subscribe) {
            subscribe(connection, subscribe);
        } else if (frame instanceof ClientFrame.Unsubscribe unsubscribe) {
            connection.subscriptions().remove(unsubscribe.channel());
            channels.leave(connection, unsubscribe.channel());
            acknowledge(connection, unsubscribe.requestId());
        } else if (frame instanceof ClientFrame.Publish publish) {
            publish(connection, publish);
        } else if (frame instanceof ClientFrame.Send send) {
            send(connection, send);
        }
    }

    private void ping(Connection connection) {
        if (rules.config().legacyNoPing()) {
            fail(connection, Optional.empty(), ErrorCode.UNKNOWN_TYPE, "unknown type");
        } else if (!rules.has(Fault.PINGS_UNANSWERED)) {
            connection.wire().send(Frame.of(new ServerFrame.Pong()));
        }
    }

    private void subscribe(Connection connection, ClientFrame.Subscribe request) {
        String channel = request.channel();
        if (!authorized(connection, request, Action.SUBSCRIBE, channel)) {
            return;
        }
        if (!connection.subscriptions().containsKey(channel) && held(connection) >= rules.maxChannels()) {
            fail(connection, request.requestId(), ErrorCode.CHANNEL_LIMIT_EXCEEDED, "too many channels");
            return;
        }
        if (connection.subscriptions().put(channel, request.includeSenderMetadata()) == null) {
            connection.countChannel();
        }
        boolean ackFirst = !rules.has(Fault.PRESENCE_BEFORE_ACK);
        if (ackFirst) {
            acknowledge(connection, request.requestId());
        }
        channels.join(connection, channel);
        if (!ackFirst) {
            acknowledge(connection, request.requestId());
        }
    }

    private int held(Connection connection) {
        return rules.has(Fault.CHANNEL_LIMIT_NEVER_FREES)
                ? connection.channelsEver()
                : connection.subscriptions().size();
    }

    private void publish(Connection sender, ClientFrame.Publish request) {
        String channel = request.channel();
        if (authorized(sender, request, Action.PUBLISH, channel)
                && withinQuota(sender, request, channels.subscribers(channel))) {
            hub.publish(
                    Optional.of(sender),
                    sender.peerId(),
                    channel,
                    request.data(),
                    sender.identity().peerMetadata());
            acknowledge(sender, request.requestId());
            if (rules.has(Fault.FALLS_SILENT)) {
                sender.wire().freeze();
            }
        }
    }

    private void send(Connection sender, ClientFrame.Send request) {
        if (!rules.permits(sender.identity().scope(), Action.SEND)) {
            fail(sender, request.requestId(), ErrorCode.ACTION_NOT_PERMITTED, "send not permitted");
        } else if (withinQuota(sender, request, 1)) {
            boolean unlucky = random.nextDouble() < rules.config().peerNotFoundRate();
            boolean found = !unlucky && hub.direct(sender, request.to(), request.data());
            if (found || rules.has(Fault.ABSENT_PEER_ACKED)) {
                acknowledge(sender, request.requestId());
            } else {
                fail(sender, request.requestId(), ErrorCode.PEER_NOT_FOUND, "peer not online");
            }
        }
    }

    private boolean withinQuota(Connection sender, ClientFrame request, int receivers) {
        if (plan.takeMessage(receivers)) {
            return true;
        }
        if (rules.has(Fault.QUOTA_BLOCKS_RECEIVING)) {
            sender.mute();
        }
        if (rules.has(Fault.QUOTA_CLOSES_CONNECTION)) {
            sender.wire().close(CloseCode.OVER_MESSAGE_RATE);
        } else {
            fail(sender, request.requestId(), ErrorCode.OVER_MESSAGE_QUOTA, "the plan's messages are used up");
        }
        return false;
    }

    private boolean authorized(Connection connection, ClientFrame request, Action action, String channel) {
        if (!rules.permits(connection.identity().scope(), action)) {
            fail(connection, request.requestId(), ErrorCode.ACTION_NOT_PERMITTED, action.wire() + " not permitted");
            return false;
        }
        if (rules.covers(connection.identity().scope(), channel)) {
            return true;
        }
        if (rules.config().unauthorizedChannelMode() == UnauthorizedChannel.CLOSE4003) {
            connection.wire().close(CloseCode.CHANNEL_NOT_AUTHORIZED);
        } else {
            fail(connection, request.requestId(), ErrorCode.CHANNEL_NOT_AUTHORIZED, "channel not authorized");
        }
        return false;
    }

    private void acknowledge(Connection connection, Optional<String> requestId) {
        boolean lost =
                requestId.isPresent() && random.nextDouble() < rules.config().dropAckRate();
        if (!lost) {
            ackFaults.acks(requestId).forEach(id -> connection.wire().send(Frame.of(new ServerFrame.Ack(id))));
        }
    }

    private void fail(Connection connection, Optional<String> requestId, ErrorCode code, String message) {
        String wire = rules.has(Fault.UNKNOWN_ERROR_CODES) ? "unheard_of" : code.wire();
        connection.wire().send(Frame.of(new ServerFrame.Failure(requestId, wire, Optional.of(message))));
    }
}
