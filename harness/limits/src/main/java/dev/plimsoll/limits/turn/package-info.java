/**
 * A STUN/TURN client (RFC 8489, RFC 8656) that shows every answer as it came, for probes of a relay's limits. A peer
 * connection cannot serve: it hides most error codes, retries on its own, and allocates as often as it likes.
 *
 * <p>{@code stun} reads and writes messages, without I/O; {@code measure} holds what probes do with a client. The codec is
 * our own because the one kept library, ice4j 3.2, encodes signed messages only through its StunStack and brings 8.9 MB of
 * Kotlin, JAIN SIP and JNA; RFC 5769's vectors test ours.
 */
package dev.plimsoll.limits.turn;
