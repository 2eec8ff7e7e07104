package dev.plimsoll.sandbox.kit;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/** What every group of calls stands on. */
record Basis(InstantSource clock, Supplier<String> ids, KitLimits rules) {
    /** In whole milliseconds, as the service writes its times. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    Reply invalid(String message) {
        return new Reply.Refused(rules.settings().validationStatus(), message);
    }
}
