package dev.plimsoll.model.plan;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many source addresses a load needs.
 *
 * @param busiestWindow the most connects that fall into one of the service's windows
 * @param forLimit so that no address passes the service's limit of connects
 * @param forPorts so that no address runs out of local ports
 */
public record SourceNeed(int busiestWindow, int forLimit, int forPorts) {
    /** Beyond this many connections from one address Linux takes long to find a free port for each. */
    static final int PORTS_WITH_EASE = 10_000;

    /** What a Linux machine has as it comes: 32768 to 60999. */
    public static final int PORTS = 28_232;

    /**
     * @param connects which the service admits of one address in a window
     * @param window over which it counts
     */
    public static SourceNeed of(LoadPlan plan, int connects, Duration window) {
        int busiest = busiest(plan, window);
        return new SourceNeed(busiest, partsOf(busiest, Math.max(1, connects)), partsOf(plan.peak(), PORTS_WITH_EASE));
    }

    private static int busiest(LoadPlan plan, Duration window) {
        Deque<Duration> recent = new ArrayDeque<>();
        int busiest = 0;
        for (PlannedConnection connection : plan.connections()) {
            Duration now = connection.openAt();
            while (!recent.isEmpty() && now.minus(recent.peek()).compareTo(window) >= 0) {
                recent.remove();
            }
            recent.add(now);
            busiest = Math.max(busiest, recent.size());
        }
        return busiest;
    }

    private static int partsOf(int whole, int part) {
        return (whole + part - 1) / part;
    }
}
