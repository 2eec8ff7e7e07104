package dev.plimsoll.agents.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells when a peer leaves its relay, comes back, or changes its path otherwise. For one thread. */
public final class PathWatch {
    private final boolean relayOnly;
    private Optional<SelectedPair> last = Optional.empty();
    private boolean offRelay;
    private boolean lost;

    /** @param relayOnly whether the peer is to be on a relay at all times */
    public PathWatch(boolean relayOnly) {
        this.relayOnly = relayOnly;
    }

    /** What happened to the path. */
    public enum PathEvent {
        /** A peer that is to use a relay does not. */
        OFF_RELAY("off-relay"),
        ON_RELAY("on-relay"),
        /** Another pair is selected. */
        PATH_CHANGED("path-changed"),
        /** The TURN server is reached in another way. */
        PROTOCOL_CHANGED("protocol-changed"),
        /** No pair is selected any more. */
        PATH_LOST("path-lost"),
        PATH_FOUND("path-found");

        private final String wire;

        PathEvent(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }
    }

    /** Looks at the selected pair of a new sample; empty before the first path is found. */
    public List<PathEvent> look(Optional<SelectedPair> selected) {
        List<PathEvent> events = new ArrayList<>();
        if (selected.isEmpty()) {
            if (last.isPresent() && !lost) {
                lost = true;
                events.add(PathEvent.PATH_LOST);
            }
            return events;
        }
        SelectedPair now = selected.get();
        if (lost) {
            lost = false;
            events.add(PathEvent.PATH_FOUND);
        }
        last.ifPresent(before -> compare(before, now, events));
        relay(now, events);
        last = selected;
        return events;
    }

    private static void compare(SelectedPair before, SelectedPair now, List<PathEvent> events) {
        boolean changedInBetween = now.numbers().orZero(Member.SELECTED_CANDIDATE_PAIR_CHANGES)
                > before.numbers().orZero(Member.SELECTED_CANDIDATE_PAIR_CHANGES);
        if (!now.id().equals(before.id()) || changedInBetween) {
            events.add(PathEvent.PATH_CHANGED);
        }
        if (!now.relayProtocol().equals(before.relayProtocol())) {
            events.add(PathEvent.PROTOCOL_CHANGED);
        }
    }

    private void relay(SelectedPair now, List<PathEvent> events) {
        if (relayOnly && !now.isRelay() && !offRelay) {
            offRelay = true;
            events.add(PathEvent.OFF_RELAY);
        } else if (offRelay && now.isRelay()) {
            offRelay = false;
            events.add(PathEvent.ON_RELAY);
        }
    }
}
