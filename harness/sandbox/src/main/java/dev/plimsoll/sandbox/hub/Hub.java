package dev.plimsoll.sandbox.hub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.sandbox.config.SandboxConfig;
import dev.plimsoll.sandbox.connect.Identity;
import dev.plimsoll.signalling.Action;
import dev.plimsoll.signalling.CloseCode;
import dev.plimsoll.signalling.ErrorCode;
import dev.plimsoll.signalling.ProtocolLimits;
import dev.plimsoll.signalling.frame.ClientFrame;
import dev.plimsoll.signalling.frame.ClientFrameReader;
import dev.plimsoll.signalling.frame.ClientFrameReader.Parsed;
import dev.plimsoll.signalling.frame.FrameWriter;
import dev.plimsoll.signalling.frame.ServerFrame;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The messaging service without its network: connections, channels, presence, directs. All calls must come from one
 * thread, which is what keeps every order that the protocol promises.
 */
public final class Hub {
    private final SandboxConfig config;
    private final LongSupplier nanoClock;
    private final Map<String, Channel> channels = new HashMap<>();
    private final Map<String, Set<Connection>> peers = new HashMap<>();
    private int open;
    private long accepted;
    private long peak;
    private long published;
    private long deliveries;

    public Hub(SandboxConfig config, LongSupplier nanoClock) {
        this.config = config;
        this.nanoClock = nanoClock;
    }

    public int open() {
        return open;
    }

    public HubCounts counts() {
        return new HubCounts(accepted, peak, published, deliveries);
    }

    /** Admits a connection and welcomes it. */
    public Connection connect(Identity identity, Wire wire, Optional<JsonNode> metadata, Instant now) {
        TokenBucket bucket = new TokenBucket(config.bucketRate(), config.bucketBurst(), nanoClock.getAsLong());
        Connection connection = new Connection(identity, wire, bucket);
        peers.computeIfAbsent(identity.peerId(), id -> new LinkedHashSet<>()).add(connection);
        open++;
        accepted++;
        peak = Math.max(peak, open);
        OptionalLong expiresAt = identity.expiresAt()
                .map(at -> OptionalLong.of(at.getEpochSecond()))
                .orElse(OptionalLong.empty());
        wire.send(FrameWriter.write(new ServerFrame.Welcome(
                identity.peerId(), expiresAt, now.getEpochSecond(), config.maxFrameBytes(), metadata)));
        return connection;
    }

    public void disconnect(Connection connection) {
        Set<Connection> ofPeer = peers.getOrDefault(connection.peerId(), new LinkedHashSet<>());
        if (!ofPeer.remove(connection)) {
            return;
        }
        if (ofPeer.isEmpty()) {
            peers.remove(connection.peerId());
        }
        open--;
        List.copyOf(connection.subscriptions().keySet()).forEach(channel -> leave(connection, channel));
    }

    /** Handles one text frame. */
    public void receive(Connection connection, String text) {
        if (text.length() > config.maxFrameBytes()
                || text.getBytes(StandardCharsets.UTF_8).length > config.maxFrameBytes()) {
            connection.wire().close(CloseCode.MESSAGE_TOO_BIG);
        } else if (!connection.bucket().take(nanoClock.getAsLong())) {
            connection.wire().close(CloseCode.OVER_MESSAGE_RATE);
        } else {
            handle(connection, ClientFrameReader.read(text));
        }
    }

    private void handle(Connection connection, Parsed parsed) {
        if (parsed instanceof Parsed.Wrong wrong) {
            fail(connection, wrong.requestId(), wrong.code(), wrong.message());
            return;
        }
        ClientFrame frame = ((Parsed.Valid) parsed).frame();
        if (frame instanceof ClientFrame.Ping) {
            connection.wire().send(FrameWriter.write(new ServerFrame.Pong()));
        } else if (frame instanceof ClientFrame.Subscribe subscribe) {
            subscribe(connection, subscribe);
        } else if (frame instanceof ClientFrame.Unsubscribe unsubscribe) {
            leave(connection, unsubscribe.channel());
            acknowledge(connection, unsubscribe.requestId());
        } else if (frame instanceof ClientFrame.Publish publish) {
            publish(connection, publish);
        } else if (frame instanceof ClientFrame.Send send) {
            send(connection, send);
        }
    }

    private void subscribe(Connection connection, ClientFrame.Subscribe request) {
        String channel = request.channel();
        if (!authorized(connection, request, Action.SUBSCRIBE, channel)) {
            return;
        }
        boolean isNew = !connection.subscriptions().containsKey(channel);
        if (isNew && connection.subscriptions().size() >= ProtocolLimits.MAX_CHANNELS_PER_CONNECTION) {
            fail(connection, request.requestId(), ErrorCode.CHANNEL_LIMIT_EXCEEDED, "too many channels");
            return;
        }
        connection.subscriptions().put(channel, request.includeSenderMetadata());
        acknowledge(connection, request.requestId());
        channels.computeIfAbsent(channel, Channel::new).join(connection);
    }

    private void leave(Connection connection, String name) {
        connection.subscriptions().remove(name);
        Channel channel = channels.get(name);
        if (channel != null) {
            channel.leave(connection);
            if (channel.isEmpty()) {
                channels.remove(name);
            }
        }
    }

    private void publish(Connection sender, ClientFrame.Publish request) {
        if (!authorized(sender, request, Action.PUBLISH, request.channel())) {
            return;
        }
        published++;
        Channel channel = channels.get(request.channel());
        if (channel != null) {
            deliver(sender, request, channel);
        }
        acknowledge(sender, request.requestId());
    }

    private void deliver(Connection sender, ClientFrame.Publish request, Channel channel) {
        String plain = message(sender, request, Optional.empty());
        Optional<JsonNode> metadata = sender.identity().peerMetadata();
        for (Connection subscriber : channel.subscribers()) {
            if (subscriber == sender) {
                continue;
            }
            boolean wantsMetadata =
                    metadata.isPresent() && subscriber.subscriptions().get(request.channel());
            subscriber.wire().send(wantsMetadata ? message(sender, request, metadata) : plain);
            deliveries++;
        }
    }

    private static String message(Connection sender, ClientFrame.Publish request, Optional<JsonNode> metadata) {
        return FrameWriter.write(new ServerFrame.Message(request.channel(), sender.peerId(), request.data(), metadata));
    }

    private void send(Connection sender, ClientFrame.Send request) {
        if (!sender.identity().scope().permits(Action.SEND)) {
            fail(sender, request.requestId(), ErrorCode.ACTION_NOT_PERMITTED, "send not permitted");
            return;
        }
        Set<Connection> targets = peers.get(request.to());
        if (targets == null) {
            fail(sender, request.requestId(), ErrorCode.PEER_NOT_FOUND, "peer not online");
            return;
        }
        String direct = FrameWriter.write(new ServerFrame.Direct(
                sender.peerId(), request.data(), sender.identity().peerMetadata()));
        targets.forEach(target -> target.wire().send(direct));
        acknowledge(sender, request.requestId());
    }

    private boolean authorized(Connection connection, ClientFrame request, Action action, String channel) {
        if (!connection.identity().scope().permits(action)) {
            fail(connection, request.requestId(), ErrorCode.ACTION_NOT_PERMITTED, action.wire() + " not permitted");
            return false;
        }
        if (connection.identity().scope().covers(channel)) {
            return true;
        }
        if (config.unauthorizedChannelMode() == SandboxConfig.UnauthorizedChannel.CLOSE4003) {
            connection.wire().close(CloseCode.CHANNEL_NOT_AUTHORIZED);
        } else {
            fail(connection, request.requestId(), ErrorCode.CHANNEL_NOT_AUTHORIZED, "channel not authorized");
        }
        return false;
    }

    private static void acknowledge(Connection connection, Optional<String> requestId) {
        requestId.ifPresent(id -> connection.wire().send(FrameWriter.write(new ServerFrame.Ack(id))));
    }

    private static void fail(Connection connection, Optional<String> requestId, ErrorCode code, String message) {
        connection
                .wire()
                .send(FrameWriter.write(new ServerFrame.Failure(requestId, code.wire(), Optional.of(message))));
    }
}
