package dev.plimsoll.limits.turn.stun;

/** What a message is in its transaction (RFC 8489 section 5). */
public enum StunClass {
    REQUEST(0),
    INDICATION(1),
    SUCCESS(2),
    ERROR(3);

    private final int bits;

    StunClass(int bits) {
        this.bits = bits;
    }

    int bits() {
        return bits;
    }

    /** @param bits 0 to 3 */
    static StunClass of(int bits) {
        return values()[bits];
    }
}
