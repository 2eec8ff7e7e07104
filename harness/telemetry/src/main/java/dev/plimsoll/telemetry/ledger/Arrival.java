package dev.plimsoll.telemetry.ledger;

/** What one delivery was to its subscriber. */
public enum Arrival {
    IN_ORDER,
    /** New, but a later publish of the same publisher came before it. */
    REORDERED,
    /** New, but longer on its way than the ledger's patience. */
    LATE,
    DUPLICATE,
    /** Nobody of the load published it on the subscriber's channel. */
    MISROUTED;

    /** Whether it is the first of its publish that came to the right place. */
    public boolean isNew() {
        return this == IN_ORDER || this == REORDERED || this == LATE;
    }
}
