package dev.plimsoll.telemetry.ledger;

/**
 * The sum of many accounts; {@code expected = delivered + lost()}.
 *
 * @param expected deliveries that the service owed
 * @param delivered how many of those came
 * @param atBoundary deliveries of publishes around the subscriber's joining or leaving, owed or not; in no sum
 */
public record DeliveryTotals(
        long expected, long delivered, long atBoundary, long duplicates, long reordered, long misrouted) {
    public static final DeliveryTotals NONE = new DeliveryTotals(0, 0, 0, 0, 0, 0);

    static DeliveryTotals owed(long expected, long delivered, long atBoundary) {
        return new DeliveryTotals(expected, delivered, atBoundary, 0, 0, 0);
    }

    static DeliveryTotals disturbed(long duplicates, long reordered, long misrouted) {
        return new DeliveryTotals(0, 0, 0, duplicates, reordered, misrouted);
    }

    public long lost() {
        return expected - delivered;
    }

    public DeliveryTotals plus(DeliveryTotals other) {
        return new DeliveryTotals(
                expected + other.expected,
                delivered + other.delivered,
                atBoundary + other.atBoundary,
                duplicates + other.duplicates,
                reordered + other.reordered,
                misrouted + other.misrouted);
    }
}
