package dev.plimsoll.signalling.client;

import dev.plimsoll.signalling.CloseCode;
import dev.plimsoll.signalling.CloseCode.Duty;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * When a client comes back after it lost its connection. Pure: chance comes in as a number.
 *
 * @param first delay of the first attempt
 * @param factor by which each further delay grows
 * @param cap which the delay never passes before jitter
 * @param jitter share of the delay by which chance lengthens or shortens it, 0 to 1; applied after cap and floor
 * @param floorAfterCap least delay before jitter of the attempt that follows a close with 4010
 * @param attempts after which it gives up; a welcome starts the count anew
 */
public record ReconnectPolicy(
        Duration first, double factor, Duration cap, double jitter, Duration floorAfterCap, int attempts) {
    /** What @metered-ca/realtime 1.2.0 does by default. */
    public static final ReconnectPolicy SDK =
            new ReconnectPolicy(Duration.ofMillis(500), 2, Duration.ofSeconds(30), 0.2, Duration.ofSeconds(30), 100);

    /** Stays away. */
    public static final ReconnectPolicy NONE =
            new ReconnectPolicy(Duration.ZERO, 1, Duration.ZERO, 0, Duration.ZERO, 0);

    public ReconnectPolicy {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(cap, "cap");
        Objects.requireNonNull(floorAfterCap, "floorAfterCap");
        if (factor < 1 || jitter < 0 || jitter > 1 || attempts < 0) {
            throw new IllegalArgumentException("factor " + factor + ", jitter " + jitter + ", attempts " + attempts);
        }
    }

    /**
     * How long to wait before an attempt.
     *
     * @param attempt its number since the last welcome, from 1
     * @param lastClose how the connection or the attempt before ended; 1006 where no close frame came
     * @param chance evenly spread over -1 (inclusive) to 1 (exclusive)
     * @return empty if there must be no attempt
     */
    public Optional<Duration> delay(int attempt, int lastClose, double chance) {
        if (attempt > attempts || isTerminal(lastClose)) {
            return Optional.empty();
        }
        long nominal = (long) Math.min(first.toNanos() * Math.pow(factor, attempt - 1.0), (double) cap.toNanos());
        long base = isOverCap(lastClose) ? Math.max(nominal, floorAfterCap.toNanos()) : nominal;
        return Optional.of(Duration.ofNanos(Math.max(0, base + (long) (base * jitter * chance))));
    }

    /** Whether the protocol forbids to come back after this close (Metered docs, protocol/close-codes). */
    public static boolean isTerminal(int closeCode) {
        return has(closeCode, Duty.STOP);
    }

    private static boolean isOverCap(int closeCode) {
        return has(closeCode, Duty.WAIT_30_SECONDS);
    }

    private static boolean has(int closeCode, Duty duty) {
        return CloseCode.of(closeCode).filter(code -> code.duty() == duty).isPresent();
    }
}
