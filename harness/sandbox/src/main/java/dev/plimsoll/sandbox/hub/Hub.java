package dev.plimsoll.sandbox.hub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.sandbox.Timers;
import dev.plimsoll.sandbox.connect.Identity;
import dev.plimsoll.sandbox.fault.Fault;
import dev.plimsoll.sandbox.fault.Rules;
import dev.plimsoll.sandbox.fault.WelcomeFaults;
import dev.plimsoll.signalling.CloseCode;
import dev.plimsoll.signalling.frame.ServerFrame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The messaging of one app without its network: who is connected, channels, presence, directs. All calls must come from
 * one thread, which is what keeps every order that the protocol promises.
 */
public final class Hub {
    private final Rules rules;
    private final LongSupplier nanoClock;
    private final Channels channels;
    private final Courier courier;
    private final Inbox inbox;
    private final WelcomeFaults welcomes;
    private final Neighbours neighbours;
    private final Map<String, Set<Connection>> peers = new HashMap<>();
    private int open;
    private long accepted;
    private int peak;
    private long published;
    private long deliveries;

    /** @param neighbours the other apps' hubs, which only a fault lets it reach */
    public Hub(
            Rules rules,
            Plan plan,
            LongSupplier nanoClock,
            Timers timers,
            RandomGenerator random,
            Neighbours neighbours) {
        this.rules = rules;
        this.nanoClock = nanoClock;
        this.neighbours = neighbours;
        this.channels = new Channels(new Herald(rules, timers, random));
        this.courier = new Courier(rules, channels, timers, random);
        this.welcomes = new WelcomeFaults(rules);
        this.inbox = new Inbox(rules, nanoClock, timers, new Requests(this, rules, plan, channels, random));
    }

    /** The hubs of all apps. */
    @FunctionalInterface
    public interface Neighbours {
        List<Hub> all();
    }

    public int open() {
        return open;
    }

    public HubCounts counts() {
        return new HubCounts(accepted, peak, published, deliveries);
    }

    /** Admits a connection and welcomes it. */
    public Connection connect(Identity identity, Wire wire, Optional<JsonNode> metadata, Instant now) {
        TokenBucket bucket = new TokenBucket(rules.bucketRate(), rules.bucketBurst(), nanoClock.getAsLong());
        Connection connection = new Connection(identity, wire, bucket);
        peers.computeIfAbsent(identity.peerId(), id -> new LinkedHashSet<>(2)).add(connection);
        open++;
        accepted++;
        peak = Math.max(peak, open);
        welcome(identity, wire, metadata, now);
        return connection;
    }

    /** Welcomes without admitting. */
    public void welcome(Identity identity, Wire wire, Optional<JsonNode> metadata, Instant now) {
        OptionalLong expiresAt = identity.expiresAt()
                .map(at -> OptionalLong.of(at.getEpochSecond()))
                .orElse(OptionalLong.empty());
        ServerFrame.Welcome welcome = new ServerFrame.Welcome(
                identity.peerId(),
                expiresAt,
                now.getEpochSecond(),
                rules.config().maxFrameBytes(),
                metadata);
        welcomes.greeting(welcome).forEach(text -> wire.send(new Frame(text)));
    }

    public void disconnect(Connection connection) {
        Set<Connection> ofPeer = peers.get(connection.peerId());
        if (ofPeer == null || !ofPeer.remove(connection)) {
            return;
        }
        if (ofPeer.isEmpty()) {
            peers.remove(connection.peerId());
        }
        open--;
        List.copyOf(connection.subscriptions().keySet()).forEach(channel -> channels.leave(connection, channel));
    }

    /** Handles one text frame. */
    public void receive(Connection connection, String text) {
        if (connection.wire().isOpen()) {
            inbox.receive(connection, text);
        }
    }

    /** A frame that no reader accepts, for it is not text. */
    public void receiveBinary(Connection connection, int bytes) {
        if (connection.wire().isOpen()) {
            inbox.receiveBinary(connection, bytes);
        }
    }

    /** The connections of one peer. */
    public Set<Connection> connectionsOf(String peerId) {
        return Set.copyOf(peers.getOrDefault(peerId, Set.of()));
    }

    public List<ServerFrame.Member> members(String channel) {
        return channels.members(channel);
    }

    /** Closes all connections of a peer. @return how many there were */
    public int kick(String peerId) {
        Set<Connection> connections = connectionsOf(peerId);
        if (!rules.has(Fault.REST_KICK_KEEPS_CONNECTIONS)) {
            connections.forEach(connection -> connection.wire().close(rules.kickClose()));
        }
        return connections.size();
    }

    /** Tells every connection that the service goes away. */
    public void announceGoingAway() {
        Frame frame = Frame.of(
                new ServerFrame.GoingAway(rules.config().goingAwayRetry().toMillis()));
        everybody().forEach(connection -> connection.wire().send(frame));
    }

    public void closeAll(CloseCode code) {
        everybody().forEach(connection -> connection.wire().close(code));
    }

    private List<Connection> everybody() {
        List<Connection> everybody = new ArrayList<>(open);
        peers.values().forEach(everybody::addAll);
        return everybody;
    }

    /** Delivers a publish that has been authorised. @return how many it reached */
    public int publish(
            Optional<Connection> sender, String from, String channel, JsonNode data, Optional<JsonNode> metadata) {
        published++;
        if (courier.swallowsPublish()) {
            return 0;
        }
        int reached = deliver(sender, from, channel, data, metadata);
        if (rules.has(Fault.DELIVERS_ACROSS_APPS)) {
            neighbours.all().stream()
                    .filter(hub -> hub != this)
                    .forEach(hub -> hub.deliver(Optional.empty(), from, channel, data, metadata));
        }
        return reached;
    }

    private int deliver(
            Optional<Connection> sender, String from, String channel, JsonNode data, Optional<JsonNode> metadata) {
        Courier.Parcel parcel = courier.new Parcel(channel, from, data, metadata);
        Connection echoless = rules.has(Fault.ECHOES_TO_PUBLISHER) ? null : sender.orElse(null);
        long before = deliveries;
        channels.forEachReceiver(channel, (receiver, subscribedAs) -> {
            boolean exact = subscribedAs.equals(channel);
            if (receiver != echoless
                    && !receiver.isMuted()
                    && (exact || rules.covers(receiver.identity().scope(), channel))) {
                deliveries += parcel.deliver(receiver, receiver.subscriptions().get(subscribedAs));
            }
        });
        return (int) (deliveries - before);
    }

    /** Delivers a direct that has been authorised. @return whether the peer is here */
    boolean direct(Connection sender, String to, JsonNode data) {
        Set<Connection> targets = peers.get(to);
        if (targets == null) {
            return false;
        }
        targets.stream()
                .filter(target -> !target.isMuted())
                .forEach(target -> courier.direct(
                        target, sender.peerId(), data, sender.identity().peerMetadata()));
        return true;
    }
}
