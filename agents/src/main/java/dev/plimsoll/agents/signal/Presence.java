package dev.plimsoll.agents.signal;

import dev.plimsoll.signalling.frame.ServerFrame;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Who else is on the channel. The first presence frame after each subscribe is the whole roster, each further one a change;
 * so the one after a reconnect tells who came and left meanwhile. Pure, for one thread.
 */
final class Presence {
    /** As many remote peers as @metered-ca/realtime 1.2.0 heeds. */
    private static final int MOST_PEERS = 256;

    private final Set<String> members = new LinkedHashSet<>();
    private boolean wholeRosterIsNext = true;

    /** Who joined and left by a frame, ourselves left out. */
    record Change(List<String> joined, List<String> left) {}

    /** The channel was subscribed to anew. */
    void subscribedAnew() {
        wholeRosterIsNext = true;
    }

    Change after(ServerFrame.Presence frame, String self) {
        List<String> named = ids(frame.joined(), self);
        List<String> left = new ArrayList<>(ids(frame.left(), self));
        if (wholeRosterIsNext) {
            wholeRosterIsNext = false;
            members.stream().filter(member -> !named.contains(member)).forEach(left::add);
        }
        left.removeIf(peerId -> !members.remove(peerId));
        List<String> joined = named.stream()
                .filter(peerId -> members.size() < MOST_PEERS && members.add(peerId))
                .toList();
        return new Change(joined, List.copyOf(left));
    }

    private static List<String> ids(List<ServerFrame.Member> members, String self) {
        return members.stream()
                .map(ServerFrame.Member::peerId)
                .filter(peerId -> !peerId.equals(self))
                .distinct()
                .toList();
    }
}
