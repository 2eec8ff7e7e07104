package dev.plimsoll.limits.turn;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** What became of one request. {@link #code()} is a short stable name to count by. */
public sealed interface TurnAnswer {
    String GRANTED = "granted";

    /** {@code granted}, the error code, {@code silent} or {@code broken}. */
    String code();

    /** From the first send until this was certain. */
    Duration elapsed();

    default boolean isGranted() {
        return this instanceof Granted;
    }

    default boolean isRefusedWith(int code) {
        return this instanceof Refused refused && refused.error() == code;
    }

    /**
     * The server did it.
     *
     * @param relayed the relay's address, in the answer to an Allocate
     * @param mapped the address that the server sees the client at
     * @param lifetime of the allocation from now on, in the answer to Allocate and Refresh
     */
    record Granted(
            Optional<InetSocketAddress> relayed,
            Optional<InetSocketAddress> mapped,
            Optional<Duration> lifetime,
            Duration elapsed)
            implements TurnAnswer {
        @Override
        public String code() {
            return GRANTED;
        }
    }

    /**
     * The server would not.
     *
     * @param error STUN error code, 300 to 699
     * @param challenge realm and nonce for another try; with 401 and 438
     * @param alternate the server to go to; with 300
     */
    record Refused(
            int error,
            String reason,
            Optional<Challenge> challenge,
            Optional<InetSocketAddress> alternate,
            Duration elapsed)
            implements TurnAnswer {
        @Override
        public String code() {
            return Integer.toString(error);
        }
    }

    /** No answer came, however often the request was sent. */
    record Silent(Duration elapsed) implements TurnAnswer {
        @Override
        public String code() {
            return "silent";
        }
    }

    /** The network or the server broke the exchange. */
    record Broken(String why, Duration elapsed) implements TurnAnswer {
        @Override
        public String code() {
            return "broken";
        }
    }
}
