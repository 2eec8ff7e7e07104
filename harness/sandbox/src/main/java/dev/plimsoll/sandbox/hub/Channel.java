package dev.plimsoll.sandbox.hub;

import dev.plimsoll.sandbox.config.SandboxConfig.DuplicatePeer;
import dev.plimsoll.sandbox.fault.Fault;
import dev.plimsoll.signalling.frame.ServerFrame.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The subscribers of one channel, and what presence says of them. For the hub's thread. */
final class Channel {
    private final String name;
    private final Herald herald;
    private final Set<Connection> subscribers = new LinkedHashSet<>();
    private final Map<String, Integer> connectionsOfPeer = new HashMap<>();
    private final Set<Member> ghosts = new LinkedHashSet<>();

    Channel(String name, Herald herald) {
        this.name = name;
        this.herald = herald;
    }

    String name() {
        return name;
    }

    boolean isEmpty() {
        return subscribers.isEmpty() && ghosts.isEmpty();
    }

    Set<Connection> subscribers() {
        return subscribers;
    }

    /** Who is here, each peer once. */
    List<Member> members() {
        List<Member> members = new ArrayList<>(ghosts);
        subscribers.forEach(subscriber -> members.add(member(subscriber)));
        return members.stream().distinct().toList();
    }

    /**
     * Adds a subscriber. It gets the whole roster, however often it asks; the others are told of it if it is new. Its ack
     * must have been sent before.
     */
    void join(Connection newcomer) {
        boolean isNew = subscribers.add(newcomer);
        if (herald.rules().has(Fault.PRESENCE_DELTA_FIRST)) {
            herald.joined(List.of(newcomer), name, member(newcomer));
        }
        herald.snapshot(newcomer, name, roster(newcomer));
        if (isNew && announces(connectionsOfPeer.merge(newcomer.peerId(), 1, Integer::sum) == 1)) {
            herald.joined(others(newcomer), name, member(newcomer));
        }
    }

    void leave(Connection leaver) {
        if (!subscribers.remove(leaver)) {
            return;
        }
        boolean last = connectionsOfPeer.merge(leaver.peerId(), -1, Integer::sum) == 0;
        if (last) {
            connectionsOfPeer.remove(leaver.peerId());
        }
        if (herald.rules().has(Fault.PRESENCE_GHOSTS)) {
            ghosts.add(member(leaver));
        }
        if (announces(last)) {
            herald.left(subscribers, name, member(leaver));
        }
    }

    private boolean announces(boolean firstOrLast) {
        return firstOrLast || herald.rules().config().duplicatePeerPresence() == DuplicatePeer.EACH_CONNECTION;
    }

    private List<Member> roster(Connection newcomer) {
        boolean self = herald.rules().config().selfInSnapshot();
        return members().stream()
                .filter(member -> self || !member.peerId().equals(newcomer.peerId()))
                .toList();
    }

    private List<Connection> others(Connection subject) {
        return subscribers.stream().filter(other -> other != subject).toList();
    }

    private static Member member(Connection connection) {
        return new Member(connection.peerId(), connection.identity().peerMetadata());
    }
}
