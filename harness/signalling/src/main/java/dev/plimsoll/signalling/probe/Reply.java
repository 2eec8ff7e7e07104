package dev.plimsoll.signalling.probe;

import java.time.Duration;

/** What a request came to. */
public sealed interface Reply {

    /** From the sending to the event that decided it, or to giving up. */
    Duration elapsed();

    /** The service took it. */
    record Ack(Duration elapsed) implements Reply {}

    /** The service refused it; the connection stays. */
    record Failure(Duration elapsed, String code, String message) implements Reply {}

    /** Nothing came in time, and the connection stays. */
    record Silent(Duration elapsed) implements Reply {}

    /** The connection ended without an answer; 1006 if it was not even open. */
    record Closed(Duration elapsed, int code, String reason) implements Reply {}

    /** It was not sent: the service has not read for so long that too much waits already. */
    record Unsent(Duration elapsed) implements Reply {}
}
