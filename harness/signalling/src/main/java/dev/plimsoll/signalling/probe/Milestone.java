package dev.plimsoll.signalling.probe;

/** What a connection comes past, in this order unless it ends before. */
public enum Milestone {
    /** TCP is connected. */
    TCP,
    /** TLS is agreed on; only of {@code wss}. */
    TLS,
    /** The last byte of the answer to the upgrade that was needed has come, whatever it says. */
    ANSWERED,
    /** The service said welcome. */
    WELCOMED,
    /** A close frame came, or this side began to leave, or TCP ended without either. */
    CLOSED,
    /** TCP has ended. */
    TCP_ENDED
}
