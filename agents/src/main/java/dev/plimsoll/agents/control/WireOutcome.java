package dev.plimsoll.agents.control;

import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.ConnectOutcome.Phase;
import java.time.Duration;

/**
 * A {@link ConnectOutcome} on the control channel.
 *
 * @param code HTTP status or close code, where there is one
 * @param detail peer id, error code, reason or message
 */
public record WireOutcome(Kind kind, long elapsedNanos, int code, Phase phase, String detail) {
    /** The cases of {@link ConnectOutcome}. */
    public enum Kind {
        ACCEPTED,
        HTTP,
        CLOSE,
        TIMEOUT,
        BROKEN
    }

    public static WireOutcome of(ConnectOutcome outcome) {
        long nanos = outcome.elapsed().toNanos();
        if (outcome instanceof ConnectOutcome.Accepted accepted) {
            return new WireOutcome(Kind.ACCEPTED, nanos, 0, null, accepted.peerId());
        } else if (outcome instanceof ConnectOutcome.RejectedByHttp http) {
            return new WireOutcome(Kind.HTTP, nanos, http.status(), null, http.errorCode());
        } else if (outcome instanceof ConnectOutcome.RejectedByClose close) {
            return new WireOutcome(Kind.CLOSE, nanos, close.closeCode(), null, close.reason());
        } else if (outcome instanceof ConnectOutcome.TimedOut timeout) {
            return new WireOutcome(Kind.TIMEOUT, nanos, 0, timeout.phase(), "");
        }
        ConnectOutcome.Broken broken = (ConnectOutcome.Broken) outcome;
        return new WireOutcome(Kind.BROKEN, nanos, 0, broken.phase(), broken.detail());
    }

    public ConnectOutcome outcome() {
        Duration elapsed = Duration.ofNanos(elapsedNanos);
        return switch (kind) {
            case ACCEPTED -> new ConnectOutcome.Accepted(elapsed, detail);
            case HTTP -> new ConnectOutcome.RejectedByHttp(elapsed, code, detail);
            case CLOSE -> new ConnectOutcome.RejectedByClose(elapsed, code, detail);
            case TIMEOUT -> new ConnectOutcome.TimedOut(elapsed, phase);
            case BROKEN -> new ConnectOutcome.Broken(elapsed, phase, detail);
        };
    }
}
