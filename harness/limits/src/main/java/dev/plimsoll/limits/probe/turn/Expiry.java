package dev.plimsoll.limits.probe.turn;

import dev.plimsoll.limits.turn.measure.CredentialLife.Seen;
import java.time.Duration;

/** Whether a credential ended when it was to, as far as somebody looked. */
enum Expiry {
    IN_TIME,
    EARLY,
    LATE,
    /** It was refused late, but nobody asked in the time before: this machine was held up. */
    NOT_LOOKED;

    /**
     * @param end the credential's life
     * @param every the time from one look to the next, had nothing held them up; twice that is no gap
     */
    static Expiry of(Seen seen, Duration end, Duration tolerance, Duration every) {
        if (seen.firstRefused().isEmpty()) {
            return LATE;
        }
        Duration refused = seen.firstRefused().get();
        if (refused.minus(end).abs().compareTo(tolerance) <= 0) {
            return IN_TIME;
        }
        if (refused.compareTo(end) < 0) {
            return EARLY;
        }
        Duration granted = seen.lastGranted().orElse(Duration.ZERO);
        boolean grantedLate = granted.compareTo(end.plus(tolerance)) > 0;
        boolean looked = refused.minus(granted).compareTo(every.multipliedBy(2)) <= 0;
        return grantedLate || looked ? LATE : NOT_LOOKED;
    }
}
