package dev.plimsoll.telemetry.ledger;

/** What one delivery was to its subscriber. */
public enum Arrival {
    IN_ORDER,
    /** New, but a later publish of the same publisher came before it. */
    REORDERED,
    DUPLICATE
}
