package dev.plimsoll.telemetry.signalling;

import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.telemetry.latency.LatencyTrack;
import dev.plimsoll.telemetry.ledger.Arrival;
import dev.plimsoll.telemetry.ledger.DeliveryLedger;
import dev.plimsoll.telemetry.ledger.Patience;
import java.util.concurrent.atomic.LongAdder;

/**
 * Takes every event of the signalling load, from any thread, without waiting. {@link SecondTicker} turns it into points.
 */
public final class SignallingMeter {
    private final ConnectionCensus census = new ConnectionCensus();
    private final DeliveryLedger ledger = new DeliveryLedger(Patience.USUAL);
    private final ConnectTracks connects = new ConnectTracks();
    private final LatencyTrack acks = new LatencyTrack();
    private final LatencyTrack deliveries = new LatencyTrack();
    private final LatencyTrack lags = new LatencyTrack();
    private final LongAdder sent = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder acked = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder reordered = new LongAdder();

    public void connectDecided(Source source, ConnectOutcome outcome) {
        census.decided(source, outcome);
        connects.record(source, outcome);
    }

    public void closed(Source source) {
        census.closed(source);
    }

    /** @param lagNanos how long after its intended time the publish was written */
    public void publishSent(long lagNanos) {
        sent.increment();
        lags.record(Math.max(1, lagNanos));
    }

    /** @param nanos from the publish's intended time to its ack */
    public void publishAcked(long nanos) {
        acked.increment();
        acks.record(nanos);
    }

    /** The schedule wanted a publish while the connection was not open. */
    public void publishSkipped() {
        skipped.increment();
    }

    public void publishRefused() {
        refused.increment();
    }

    /** @param nanos from the publish's intended time to this delivery */
    public void delivered(Arrival arrival, long nanos) {
        if (!arrival.isNew()) {
            if (arrival == Arrival.DUPLICATE) {
                duplicates.increment();
            }
            return;
        }
        received.increment();
        if (arrival == Arrival.REORDERED) {
            reordered.increment();
        }
        deliveries.record(nanos);
    }

    public ConnectionCensus census() {
        return census;
    }

    public DeliveryLedger ledger() {
        return ledger;
    }

    ConnectTracks connects() {
        return connects;
    }

    LatencyTrack acks() {
        return acks;
    }

    LatencyTrack deliveries() {
        return deliveries;
    }

    LatencyTrack lags() {
        return lags;
    }

    /** Publishes that were never written, for their connection was away. */
    public long skipped() {
        return skipped.sum();
    }

    public Counters counters() {
        return new Counters(sent.sum(), acked.sum(), refused.sum(), received.sum(), duplicates.sum(), reordered.sum());
    }

    /** Counts since the start. */
    public record Counters(long sent, long acked, long refused, long received, long duplicates, long reordered) {
        public static final Counters ZERO = new Counters(0, 0, 0, 0, 0, 0);

        Counters minus(Counters earlier) {
            return new Counters(
                    sent - earlier.sent,
                    acked - earlier.acked,
                    refused - earlier.refused,
                    received - earlier.received,
                    duplicates - earlier.duplicates,
                    reordered - earlier.reordered);
        }
    }
}
