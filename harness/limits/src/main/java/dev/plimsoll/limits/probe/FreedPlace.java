package dev.plimsoll.limits.probe;

import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.ConnectOutcome;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long it takes until the place of a connection that was closed is taken again: tried at once and then ever more seldom.
 *
 * @param after from the close to the welcome, or to when it was given up
 * @param refusals of the attempts before
 */
record FreedPlace(boolean taken, Duration after, List<ConnectOutcome> refusals) {
    private static final Duration FIRST_WAIT = Duration.ofMillis(25);
    /** As many doublings reach beyond every patience that makes sense. */
    static final int MOST_ATTEMPTS = 12;

    /**
     * Closes one of the connections and opens another, until {@code patience} is over. What the probe's own pace holds it up
     * is no time of the service's.
     */
    static FreedPlace measure(Stage stage, ProbeConnections connections, Duration patience)
            throws InterruptedException {
        List<ConnectOutcome> refusals = new ArrayList<>();
        Duration wait = FIRST_WAIT;
        Optional<InetAddress> from = stage.pace().take();
        long closed = stage.nanos();
        connections.closeOne();
        while (true) {
            ConnectOutcome outcome = connections.open(from);
            Duration after = Duration.ofNanos(stage.nanos() - closed);
            if (Outcomes.isAccepted(outcome)) {
                return new FreedPlace(after.compareTo(patience) <= 0, after, refusals);
            }
            refusals.add(outcome);
            if (after.compareTo(patience) >= 0 || refusals.size() >= MOST_ATTEMPTS) {
                return new FreedPlace(false, after, refusals);
            }
            Duration left = patience.minus(after);
            stage.pause(wait.compareTo(left) < 0 ? wait : left);
            wait = wait.multipliedBy(2);
            long asked = stage.nanos();
            from = stage.pace().take();
            closed += stage.nanos() - asked;
        }
    }
}
