package dev.plimsoll.telemetry.ledger;

/**
 * The sum of many accounts; {@code expected = delivered + lost()}.
 *
 * @param expected deliveries that the service owed
 * @param delivered how many of those came, late ones included
 * @param atBoundary deliveries of publishes around the subscriber's joining or leaving, owed or not; in no sum
 * @param late deliveries that were longer on their way than the ledger's patience
 * @param misrouted deliveries of what nobody published on the subscriber's channel
 */
public record DeliveryTotals(
        long expected, long delivered, long atBoundary, long late, long duplicates, long reordered, long misrouted) {
    public static final DeliveryTotals NONE = new DeliveryTotals(0, 0, 0, 0, 0, 0, 0);

    public long lost() {
        return expected - delivered;
    }

    /** Whether everything came that was owed, once, in order and in time. */
    public boolean isClean() {
        return lost() == 0 && late == 0 && duplicates == 0 && reordered == 0 && misrouted == 0;
    }

    public DeliveryTotals plus(DeliveryTotals other) {
        return new DeliveryTotals(
                expected + other.expected,
                delivered + other.delivered,
                atBoundary + other.atBoundary,
                late + other.late,
                duplicates + other.duplicates,
                reordered + other.reordered,
                misrouted + other.misrouted);
    }
}
