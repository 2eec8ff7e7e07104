package dev.plimsoll.agents;

import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.MediaCount;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** What hosts were too slow to send, whoever has taken over from whom. For one thread. */
public final class MediaAccount {
    private final Map<Integer, Sent> now = new HashMap<>();
    private Sent before = Sent.NOTHING;

    private record Sent(MediaCount sound, MediaCount pictures) {
        static final Sent NOTHING = new Sent(MediaCount.NONE, MediaCount.NONE);

        Sent plus(Sent other) {
            return new Sent(sound.plus(other.sound), pictures.plus(other.pictures));
        }
    }

    /** Another process has taken the host's place, and counts from nothing. */
    public void started(int host) {
        before = before.plus(now.getOrDefault(host, Sent.NOTHING));
        now.remove(host);
    }

    public void heard(int host, AgentEvent.HostVitals vitals) {
        now.put(host, new Sent(vitals.sound(), vitals.pictures()));
    }

    /** The share of the sound or of the pictures, whichever is larger, 0 to 100; nothing if none was to be sent. */
    public OptionalDouble lostPercent() {
        Sent all = now.values().stream().reduce(before, Sent::plus);
        return all.sound().due() + all.pictures().due() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        Math.max(all.sound().lostPercent(), all.pictures().lostPercent()));
    }
}
