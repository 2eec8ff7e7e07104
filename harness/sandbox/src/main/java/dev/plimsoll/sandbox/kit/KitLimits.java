package dev.plimsoll.sandbox.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.plimsoll.sandbox.config.RealtimeKit;
import dev.plimsoll.sandbox.fault.Fault;
import dev.plimsoll.sandbox.fault.Faults;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The limits as they hold at this moment: the configured ones, bent by the faults that are on. */
final class KitLimits {
    private final Supplier<RealtimeKit> config;
    private final Faults faults;

    KitLimits(Supplier<RealtimeKit> config, Faults faults) {
        this.config = config;
        this.faults = faults;
    }

    /** The settings, for what no fault bends. */
    RealtimeKit settings() {
        return config.get();
    }

    int titleLength() {
        return length(settings().titleLength());
    }

    int nameLength() {
        return length(settings().nameLength());
    }

    int presetNameLength() {
        return length(settings().presetNameLength());
    }

    int participantsPerSession() {
        return settings().participantsPerSession() + oneIf(Fault.KIT_SESSION_ONE_TOO_MANY);
    }

    int sessionsPerApp() {
        return settings().sessionsPerApp() + oneIf(Fault.KIT_APP_SESSIONS_ONE_TOO_MANY);
    }

    Duration tokenTtl() {
        return faults.has(Fault.KIT_TOKEN_ENDS_EARLY)
                ? Duration.ofHours(1)
                : settings().tokenTtl();
    }

    Duration keepAlive(Duration ofMeeting) {
        return faults.has(Fault.KIT_KEEP_ALIVE_IGNORED) ? Duration.ZERO : ofMeeting;
    }

    /** After which a recording stops by itself; empty if it never does. */
    Optional<Duration> longestRecording(Optional<Duration> asked) {
        return faults.has(Fault.KIT_MAX_SECONDS_IGNORED)
                ? Optional.empty()
                : Optional.of(asked.orElse(settings().maxRecording()));
    }

    /** What is wrong with a text's length, counted in UTF-16 units. */
    Optional<String> lengthFault(JsonNode body, String field, int limit) {
        String text = body.path(field).asText("");
        int length = faults.has(Fault.KIT_NAME_COUNTED_IN_BYTES)
                ? text.getBytes(StandardCharsets.UTF_8).length
                : text.length();
        return length > limit ? Optional.of(field + " must be at most " + limit + " characters") : Optional.empty();
    }

    Optional<String> keepAliveFault(JsonNode body) {
        return faults.has(Fault.KIT_KEEP_ALIVE_BOUND_OFF)
                ? Optional.empty()
                : boundFault(
                        body,
                        "session_keep_alive_time_in_secs",
                        settings().minKeepAlive(),
                        settings().maxKeepAlive());
    }

    Optional<String> maxSecondsFault(JsonNode body) {
        return faults.has(Fault.KIT_RECORDING_BOUND_OFF)
                ? Optional.empty()
                : boundFault(
                        body,
                        "max_seconds",
                        settings().minRecording(),
                        settings().maxRecording());
    }

    /** Whether a meeting that has so many participants takes another; the real one takes any number. */
    boolean permitsEnrolment(int enrolled) {
        return !faults.has(Fault.KIT_ENROLMENT_CAPPED) || enrolled < participantsPerSession();
    }

    /** What a call that found nothing is answered with. */
    Reply found(Reply reply) {
        boolean missing = reply instanceof Reply.Refused refused && refused.status() == 404;
        return missing && faults.has(Fault.KIT_MISSING_ANSWERED_OK) ? Reply.ok(NullNode.getInstance()) : reply;
    }

    boolean permitsSecondRecording(boolean asked) {
        return asked || faults.has(Fault.KIT_SECOND_RECORDING_ALLOWED);
    }

    boolean sessionEndStopsRecordings() {
        return !faults.has(Fault.KIT_RECORDING_OUTLIVES_SESSION);
    }

    boolean readersSeeTokens() {
        return faults.has(Fault.KIT_TOKEN_LEAKS);
    }

    boolean inactiveMeetingsAdmit() {
        return faults.has(Fault.KIT_INACTIVE_ADMITS);
    }

    boolean deletedParticipantsMayJoin() {
        return faults.has(Fault.KIT_DELETED_PARTICIPANT_ADMITTED);
    }

    boolean tokensExpire() {
        return !faults.has(Fault.KIT_EXPIRED_TOKEN_ADMITTED);
    }

    boolean sessionsHaveOwnIds() {
        return !faults.has(Fault.KIT_REJOIN_KEEPS_SESSION_ID);
    }

    boolean kicksTakeEffect() {
        return !faults.has(Fault.KIT_KICK_IGNORED);
    }

    boolean kickAllEndsSession() {
        return !faults.has(Fault.KIT_KICK_ALL_KEEPS_SESSION);
    }

    boolean refusesExcessCalls() {
        return !faults.has(Fault.KIT_RATE_LIMIT_OFF);
    }

    boolean locksOut() {
        return !faults.has(Fault.KIT_LOCK_OUT_MISSING);
    }

    boolean sendsRateHeaders() {
        return !faults.has(Fault.KIT_RATE_HEADERS_MISSING);
    }

    boolean sendsRetryAfter() {
        return !faults.has(Fault.KIT_429_WITHOUT_RETRY_AFTER);
    }

    private int length(int documented) {
        return documented + oneIf(Fault.KIT_NAME_ONE_TOO_LONG) - oneIf(Fault.KIT_NAME_ONE_TOO_SHORT);
    }

    private int oneIf(Fault fault) {
        return faults.has(fault) ? 1 : 0;
    }

    private static Optional<String> boundFault(JsonNode body, String field, Duration min, Duration max) {
        if (!body.hasNonNull(field)) {
            return Optional.empty();
        }
        long seconds = body.get(field).asLong();
        return seconds < min.toSeconds() || seconds > max.toSeconds()
                ? Optional.of(field + " must be from " + min.toSeconds() + " to " + max.toSeconds())
                : Optional.empty();
    }
}
