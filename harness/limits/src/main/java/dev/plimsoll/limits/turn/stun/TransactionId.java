package dev.plimsoll.limits.turn.stun;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/** The 96 bits that tie an answer to its request (RFC 8489 section 5). */
public record TransactionId(int high, long low) {

    /** @param random unpredictable where the network may hold forgers */
    public static TransactionId next(RandomGenerator random) {
        return new TransactionId(random.nextInt(), random.nextLong());
    }

    static TransactionId read(ByteBuffer from) {
        return new TransactionId(from.getInt(), from.getLong());
    }

    void write(ByteBuffer to) {
        to.putInt(high).putLong(low);
    }
}
