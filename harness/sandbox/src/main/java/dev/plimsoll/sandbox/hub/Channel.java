package dev.plimsoll.sandbox.hub;

import dev.plimsoll.signalling.Action;
import dev.plimsoll.signalling.frame.FrameWriter;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.signalling.frame.ServerFrame.Member;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The subscribers of one channel. A peer may have several connections: it joins with the first and leaves with the last.
 * For the hub's thread.
 */
final class Channel {
    private final String name;
    private final Set<Connection> subscribers = new LinkedHashSet<>();
    private final Map<String, Integer> connectionsOfPeer = new LinkedHashMap<>();

    Channel(String name) {
        this.name = name;
    }

    boolean isEmpty() {
        return subscribers.isEmpty();
    }

    Set<Connection> subscribers() {
        return subscribers;
    }

    /**
     * Adds a subscriber and tells the others. The newcomer gets the whole roster, itself left out, empty or not; its ack
     * must have been sent before.
     */
    void join(Connection newcomer) {
        boolean isNew = subscribers.add(newcomer);
        newcomer.wire().pause();
        tell(newcomer, new ServerFrame.Presence(name, roster(newcomer), List.of()));
        if (isNew && connectionsOfPeer.merge(newcomer.peerId(), 1, Integer::sum) == 1) {
            tellOthers(newcomer, new ServerFrame.Presence(name, List.of(member(newcomer)), List.of()));
        }
    }

    void leave(Connection leaver) {
        if (!subscribers.remove(leaver)) {
            return;
        }
        if (connectionsOfPeer.merge(leaver.peerId(), -1, Integer::sum) == 0) {
            connectionsOfPeer.remove(leaver.peerId());
            tellOthers(leaver, new ServerFrame.Presence(name, List.of(), List.of(member(leaver))));
        }
    }

    private List<Member> roster(Connection newcomer) {
        return subscribers.stream()
                .filter(present -> !present.peerId().equals(newcomer.peerId()))
                .map(Channel::member)
                .distinct()
                .toList();
    }

    private void tellOthers(Connection subject, ServerFrame.Presence presence) {
        for (Connection subscriber : subscribers) {
            if (subscriber != subject) {
                tell(subscriber, presence);
            }
        }
    }

    private static void tell(Connection subscriber, ServerFrame.Presence presence) {
        if (subscriber.identity().scope().permits(Action.PRESENCE)) {
            subscriber.wire().send(FrameWriter.write(presence));
        }
    }

    private static Member member(Connection connection) {
        return new Member(connection.peerId(), connection.identity().peerMetadata());
    }
}
