package dev.plimsoll.telemetry.spool;

/** A time series server, as the uploader sees it. */
public interface PointStore extends AutoCloseable {

    /**
     * Writes lines of line protocol, nanoseconds. Blocks until the server answered.
     *
     * @throws Refused if the server will never take these lines
     * @throws Unavailable if it may take them later
     */
    void write(String lines) throws Refused, Unavailable;

    @Override
    void close();

    /** The server says that the lines or the credential are wrong. */
    final class Refused extends Exception {
        @java.io.Serial
        private static final long serialVersionUID = 1L;

        public Refused(String message) {
            super(message);
        }
    }

    /** The server is away or busy. */
    final class Unavailable extends Exception {
        @java.io.Serial
        private static final long serialVersionUID = 1L;

        public Unavailable(String message) {
            super(message);
        }
    }
}
