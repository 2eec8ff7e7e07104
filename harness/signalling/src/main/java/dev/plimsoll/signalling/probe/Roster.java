package dev.plimsoll.signalling.probe;

import dev.plimsoll.signalling.frame.ServerFrame;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is on a channel, as its presence frames tell it: the first one after a subscribe is the whole roster, each further one
 * a change. Pure.
 *
 * @param known whether the first one has come
 * @param members by peer id, in the order of joining
 * @param oddities changes that do not fit: who joined and was there, who left and was not
 */
public record Roster(String channel, boolean known, Map<String, ServerFrame.Member> members, List<String> oddities) {
    public Roster {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        oddities = List.copyOf(oddities);
    }

    /** Before the first presence frame. */
    public static Roster unknown(String channel) {
        return new Roster(channel, false, Map.of(), List.of());
    }

    /** What frames tell that came on one connection since its subscribe. */
    public static Roster of(String channel, Collection<Heard> heard) {
        Roster roster = unknown(channel);
        for (Heard frame : heard) {
            roster = frame.as(ServerFrame.Presence.class).map(roster::after).orElse(roster);
        }
        return roster;
    }

    /** The roster after a presence frame; frames of other channels change nothing. */
    public Roster after(ServerFrame.Presence presence) {
        if (!presence.channel().equals(channel)) {
            return this;
        }
        Map<String, ServerFrame.Member> after = new LinkedHashMap<>(members);
        List<String> odd = new ArrayList<>(oddities);
        for (ServerFrame.Member member : presence.joined()) {
            if (after.putIfAbsent(member.peerId(), member) != null) {
                odd.add(member.peerId() + " joined and was there");
            }
        }
        for (ServerFrame.Member member : presence.left()) {
            if (after.remove(member.peerId()) == null) {
                odd.add(member.peerId() + " left and was not there");
            }
        }
        return new Roster(channel, true, after, odd);
    }
}
