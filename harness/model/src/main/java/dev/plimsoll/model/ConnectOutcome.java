package dev.plimsoll.model;

import java.time.Duration;
import java.util.Objects;

/**
 * How one attempt to open a connection ended. A connection that is upgraded and then closed before its welcome is a
 * rejection, never an accepted connection.
 *
 * <p>{@link #elapsed()} runs from the intended time of the attempt to the event that decided it.
 */
public sealed interface ConnectOutcome {

    Duration elapsed();

    /** A short stable name to count by: {@code accepted}, an HTTP status, a close code, {@code timeout-welcome} ... HTTP statuses lie below 600, close codes from 1000 on */
    String code();

    /** The service said welcome. */
    record Accepted(Duration elapsed, String peerId) implements ConnectOutcome {
        public Accepted {
            Objects.requireNonNull(elapsed, "elapsed");
            Objects.requireNonNull(peerId, "peerId");
        }

        @Override
        public String code() {
            return "accepted";
        }
    }

    /**
     * The upgrade was answered with another status than 101.
     *
     * @param errorCode the service's own identifier from the body, or empty where it gave none
     */
    record RejectedByHttp(Duration elapsed, int status, String errorCode) implements ConnectOutcome {
        public RejectedByHttp {
            Objects.requireNonNull(elapsed, "elapsed");
            Objects.requireNonNull(errorCode, "errorCode");
        }

        @Override
        public String code() {
            return Integer.toString(status);
        }
    }

    /** The connection was upgraded and closed by the service before its welcome. */
    record RejectedByClose(Duration elapsed, int closeCode, String reason) implements ConnectOutcome {
        public RejectedByClose {
            Objects.requireNonNull(elapsed, "elapsed");
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public String code() {
            return Integer.toString(closeCode);
        }
    }

    /** Nothing decided the attempt in time. */
    record TimedOut(Duration elapsed, Phase phase) implements ConnectOutcome {
        public TimedOut {
            Objects.requireNonNull(elapsed, "elapsed");
            Objects.requireNonNull(phase, "phase");
        }

        @Override
        public String code() {
            return "timeout-" + phase.label();
        }
    }

    /** The network or the far end broke the attempt: refused, reset, garbage instead of HTTP. */
    record Broken(Duration elapsed, Phase phase, String detail) implements ConnectOutcome {
        public Broken {
            Objects.requireNonNull(elapsed, "elapsed");
            Objects.requireNonNull(phase, "phase");
            Objects.requireNonNull(detail, "detail");
        }

        @Override
        public String code() {
            return "broken-" + phase.label();
        }
    }

    /** How far an attempt had come. */
    enum Phase {
        /** TCP (and TLS) connect. */
        CONNECT,
        /** HTTP upgrade sent, no answer yet. */
        UPGRADE,
        /** Upgraded, no welcome yet. */
        WELCOME;

        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
