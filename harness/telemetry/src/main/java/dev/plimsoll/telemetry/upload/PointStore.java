package dev.plimsoll.telemetry.upload;

import java.time.Duration;
import java.util.Optional;

/** A time series server, as the uploader sees it. Writes are for one thread. */
public interface PointStore extends AutoCloseable {

    /**
     * Writes lines of line protocol, nanoseconds. Blocks until the server answered or a time limit of seconds passed.
     *
     * @throws InterruptedException if the thread was interrupted meanwhile; whether the lines arrived is not known
     */
    Answer write(Batch batch) throws InterruptedException;

    /** The server's address and where in it points go; no secret. */
    String name();

    /** From any thread; a write under way ends once its thread is interrupted and the store is closed. */
    @Override
    void close();

    /** What a server says to a batch. */
    sealed interface Answer {
        /** All of it is stored. */
        record Taken() implements Answer {}

        /** Some line of it will never be taken; others may have been. */
        record BadLines(String reason) implements Answer {}

        /** Less at once may be taken. */
        record TooLarge(String reason) implements Answer {}

        /**
         * None of it was taken now, but that is not the lines' fault: the server is away, busy, or does not accept the
         * credential or the bucket.
         *
         * @param after how long the server asks to wait, if it says so
         */
        record NotNow(String reason, Optional<Duration> after) implements Answer {}
    }
}
