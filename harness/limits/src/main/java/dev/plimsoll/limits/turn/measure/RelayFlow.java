package dev.plimsoll.limits.turn.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Sends packets through relays at set rates and counts what arrives; a relay that throttles drops packets and says nothing.
 * Lanes run side by side, so that one allocation can be pushed over its limit while another shows whether it suffers.
 * Permissions must outlast the flow: nothing is refreshed. Blocks the calling thread, which owns all clients and peers.
 */
public final class RelayFlow {
    private static final long MOST_PACKETS = 10_000_000;

    private final LongSupplier nanoClock;

    public RelayFlow(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /**
     * @param sending how long to send; with each lane's rate at most 10 million packets
     * @param settle how long to wait for what is still on its way
     * @return a flow for each lane, in the same order
     */
    public List<Flow> run(List<Lane> lanes, Duration sending, Duration settle) {
        long begun = nanoClock.getAsLong();
        List<LaneCount> counts = counts(lanes, sending, begun);
        long elapsed = 0;
        while (elapsed < sending.toNanos()) {
            for (LaneCount count : counts) {
                count.sendDue(elapsed);
                count.fetch(nanoClock.getAsLong());
            }
            elapsed = nanoClock.getAsLong() - begun;
        }
        counts.forEach(count -> count.sendDue(sending.toNanos()));
        Duration sent = Duration.ofNanos(elapsed);
        settle(counts, nanoClock.getAsLong() + settle.toNanos());
        return counts.stream().map(count -> count.result(sent)).toList();
    }

    private void settle(List<LaneCount> counts, long deadline) {
        long now = nanoClock.getAsLong();
        while (now - deadline < 0 && !counts.stream().allMatch(LaneCount::hasAll)) {
            for (LaneCount count : counts) {
                count.fetch(now);
                now = nanoClock.getAsLong();
            }
        }
    }

    private static List<LaneCount> counts(List<Lane> lanes, Duration sending, long begun) {
        List<LaneCount> counts = new ArrayList<>();
        for (Lane lane : lanes) {
            LaneCount count = new LaneCount(lane, begun + counts.size(), sending, begun);
            if (count.planned() > MOST_PACKETS) {
                throw new IllegalArgumentException("a flow of " + count.planned() + " packets is too long");
            }
            counts.add(count);
        }
        return counts;
    }
}
