package dev.plimsoll.simulations.connection;

/** What became of a request. */
public sealed interface Answer {
    /** A short stable name to count by. */
    String code();

    /** The service acknowledged it. */
    record Acked() implements Answer {
        @Override
        public String code() {
            return "ack";
        }
    }

    /**
     * The service answered with an error frame.
     *
     * @param code the service's error code
     */
    record Refused(String code, String message) implements Answer {}

    /** It could not be sent, for the service does not read what was sent before. */
    record Unsent() implements Answer {
        @Override
        public String code() {
            return "unsent";
        }
    }

    /** No answer came in time. */
    record Unanswered() implements Answer {
        @Override
        public String code() {
            return "no-ack";
        }
    }

    /**
     * The connection ended before an answer came, or was not open.
     *
     * @param closeCode 1006 where no close frame came
     */
    record Dropped(int closeCode) implements Answer {
        @Override
        public String code() {
            return "closed-" + closeCode;
        }
    }
}
