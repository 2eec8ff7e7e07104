package dev.plimsoll.model.fault;

import dev.plimsoll.model.fault.FaultEvent.CallSeen;
import dev.plimsoll.model.fault.FaultEvent.Silence;
import dev.plimsoll.model.result.FaultResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows the calls of a run through its faults; what it comes to depends on the events alone. It keeps a few numbers for each
 * call and fault, however long they last. For one thread.
 */
public final class FaultLedger {
    private final long startNanos;
    private final long patienceNanos;
    private final Map<String, CallSeen> up = new LinkedHashMap<>();
    private final List<FaultResult> closed = new ArrayList<>();
    private FaultWindow open;
    private long latestNanos;

    /**
     * @param startNanos of the run, since the epoch
     * @param patience how long a call may carry nothing without being disturbed
     */
    public FaultLedger(long startNanos, Duration patience) {
        this.startNanos = startNanos;
        this.patienceNanos = patience.toNanos();
    }

    /** What the faults come to by these events. */
    public static List<FaultResult> results(long startNanos, Duration patience, List<FaultEvent> events) {
        FaultLedger ledger = new FaultLedger(startNanos, patience);
        events.forEach(ledger::accept);
        return ledger.results();
    }

    public void accept(FaultEvent event) {
        latestNanos = Math.max(latestNanos, event.atNanos());
        if (event instanceof FaultEvent.Began began) {
            close(began.atNanos());
            open = new FaultWindow(began, up, patienceNanos);
        } else if (open != null) {
            open.accept(event);
        }
        follow(event);
    }

    private void follow(FaultEvent event) {
        if (event instanceof FaultEvent.CallUp call) {
            up.put(call.call(), new CallSeen(call.call(), call.atNanos(), call.atNanos(), Silence.NONE, 0, 0, ""));
        } else if (event instanceof CallSeen seen) {
            up.replace(seen.call(), seen);
        } else if (event instanceof FaultEvent.CallOver over) {
            up.remove(over.call());
        }
    }

    private void close(long nanos) {
        if (open != null) {
            closed.add(open.close(startNanos, nanos));
        }
    }

    /** Of every fault that has begun; the last one's is as of the latest event. */
    public List<FaultResult> results() {
        List<FaultResult> results = new ArrayList<>(closed);
        if (open != null) {
            results.add(open.close(startNanos, latestNanos));
        }
        return results;
    }
}
