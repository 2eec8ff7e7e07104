package dev.plimsoll.sandbox.kit;

import dev.plimsoll.sandbox.config.RealtimeKit;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many REST calls a caller may make. Going beyond the budget that all calls share locks the caller out for a while;
 * going beyond the recording calls' own, or the address's, is refused until the window ends. For one thread.
 */
final class CallBudget {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final KitLimits rules;
    private final Map<String, Calls> callers = new HashMap<>();
    private final Map<String, FixedWindow> addresses = new HashMap<>();

    CallBudget(KitLimits rules) {
        this.rules = rules;
    }

    /** @param caller whose budget it is: an API token, or an address for calls without a good one */
    record Call(String caller, String address, boolean ofRecordings) {}

    /**
     * Where the caller stands after a call.
     *
     * @param reset until the window ends; of a refused call, until the next one has a chance
     */
    record Standing(String policy, int quota, Duration window, int remaining, Duration reset, boolean refused) {}

    private static final class Calls {
        private FixedWindow all = new FixedWindow();
        private final FixedWindow ofRecordings = new FixedWindow();
        private Instant lockedUntil = Instant.MIN;
    }

    /** Counts a call; the standing is that of the budget which refuses it, or else of the one with less left. */
    Standing count(Call call, Instant now) {
        Calls calls = callers.computeIfAbsent(call.caller(), caller -> new Calls());
        RealtimeKit settings = rules.settings();
        if (rules.locksOut() && rules.refusesExcessCalls() && calls.lockedUntil.isAfter(now)) {
            return lockedOut(calls, now);
        }
        Standing all = standing("default", settings.callsPerWindow(), settings.callWindow(), calls.all, now);
        if (all.refused() && rules.locksOut()) {
            calls.all = new FixedWindow();
            calls.lockedUntil = now.plus(settings.lockOut());
            return lockedOut(calls, now);
        }
        Standing own = call.ofRecordings() ? ofRecordings(calls, now) : all;
        Standing tighter = !all.refused() && (own.refused() || own.remaining() < all.remaining()) ? own : all;
        return addressRefusal(call.address(), now)
                .filter(refusal -> !tighter.refused())
                .orElse(tighter);
    }

    private Standing lockedOut(Calls calls, Instant now) {
        RealtimeKit settings = rules.settings();
        return new Standing(
                "default",
                settings.callsPerWindow(),
                settings.callWindow(),
                0,
                Duration.between(now, calls.lockedUntil),
                true);
    }

    private Standing ofRecordings(Calls calls, Instant now) {
        RealtimeKit settings = rules.settings();
        return standing(
                "recordings", settings.recordingCallsPerWindow(), settings.recordingWindow(), calls.ofRecordings, now);
    }

    private Optional<Standing> addressRefusal(String address, Instant now) {
        int quota = rules.settings().callsPerSecondPerAddress();
        FixedWindow window = addresses.computeIfAbsent(address, a -> new FixedWindow());
        return quota == 0
                ? Optional.empty()
                : Optional.of(standing("address", quota, SECOND, window, now)).filter(Standing::refused);
    }

    private Standing standing(String policy, int quota, Duration length, FixedWindow window, Instant now) {
        int calls = window.count(length, now);
        return new Standing(
                policy,
                quota,
                length,
                Math.max(0, quota - calls),
                window.left(length, now),
                calls > quota && rules.refusesExcessCalls());
    }
}
