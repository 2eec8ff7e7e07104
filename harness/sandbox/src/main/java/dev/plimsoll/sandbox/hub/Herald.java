package dev.plimsoll.sandbox.hub;

import dev.plimsoll.sandbox.Timers;
import dev.plimsoll.sandbox.fault.Fault;
import dev.plimsoll.sandbox.fault.Rules;
import dev.plimsoll.signalling.Action;
import dev.plimsoll.signalling.frame.FrameWriter;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.signalling.frame.ServerFrame.Member;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** Tells subscribers who is there, who came and who went. For the hub's thread. */
final class Herald {
    private static final Duration LATE = Duration.ofSeconds(3);

    private final Rules rules;
    private final Timers timers;
    private final RandomGenerator random;

    Herald(Rules rules, Timers timers, RandomGenerator random) {
        this.rules = rules;
        this.timers = timers;
        this.random = random;
    }

    Rules rules() {
        return rules;
    }

    /** The whole roster, empty or not. */
    void snapshot(Connection newcomer, String channel, List<Member> roster) {
        boolean lost = rules.has(Fault.PRESENCE_SNAPSHOT_MISSING)
                || random.nextDouble() < rules.config().dropSnapshotRate();
        if (!lost) {
            newcomer.wire().pause();
            tell(List.of(newcomer), new ServerFrame.Presence(channel, roster, List.of()));
        }
    }

    void joined(Iterable<Connection> others, String channel, Member member) {
        if (!rules.has(Fault.PRESENCE_JOIN_MISSING)) {
            tell(others, new ServerFrame.Presence(channel, List.of(member), List.of()));
        }
    }

    void left(Iterable<Connection> others, String channel, Member member) {
        if (!rules.has(Fault.PRESENCE_LEAVE_MISSING)) {
            tell(others, new ServerFrame.Presence(channel, List.of(), List.of(member)));
        }
    }

    private void tell(Iterable<Connection> subscribers, ServerFrame.Presence presence) {
        String text = FrameWriter.write(presence);
        Frame frame = new Frame(rules.has(Fault.PRESENCE_WITHOUT_LEFT) ? text.replace(",\"left\":[]", "") : text);
        for (Connection subscriber : subscribers) {
            if (subscriber.isMuted() || !rules.permits(subscriber.identity().scope(), Action.PRESENCE)) {
                continue;
            }
            if (rules.has(Fault.PRESENCE_LATE)) {
                timers.after(LATE, () -> subscriber.wire().send(frame));
            } else {
                subscriber.wire().send(frame);
            }
        }
    }
}
