package dev.plimsoll.sandbox.hub;

import dev.plimsoll.sandbox.Timers;
import dev.plimsoll.sandbox.config.SandboxConfig.BinaryFrame;
import dev.plimsoll.sandbox.config.SandboxConfig.OverRate;
import dev.plimsoll.sandbox.fault.Rules;
import dev.plimsoll.signalling.CloseCode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What a frame must pass before it is read: its size and the connection's token bucket. For the hub's thread. */
final class Inbox {
    private static final int MOST_HELD_BACK = 1_000;

    private final Rules rules;
    private final LongSupplier nanoClock;
    private final Timers timers;
    private final Requests requests;

    Inbox(Rules rules, LongSupplier nanoClock, Timers timers, Requests requests) {
        this.rules = rules;
        this.nanoClock = nanoClock;
        this.timers = timers;
        this.requests = requests;
    }

    void receive(Connection connection, String text) {
        if (isTooBig(text)) {
            connection.wire().close(rules.tooBigClose());
        } else if (admits(connection)) {
            requests.handle(connection, text);
        } else {
            overRate(connection, text);
        }
    }

    void receiveBinary(Connection connection, int bytes) {
        if (bytes > rules.maxFrameBytes()) {
            connection.wire().close(rules.tooBigClose());
        } else if (rules.config().binaryFrameMode() == BinaryFrame.CLOSE1008) {
            connection.wire().close(CloseCode.POLICY_VIOLATION);
        } else if (admits(connection)) {
            requests.malformed(connection, Optional.empty(), "frames must be text");
        } else if (rules.config().overRateMode() == OverRate.CLOSE4011) {
            connection.wire().close(rules.overRateClose());
        }
    }

    /** A character takes one to three bytes, so that most frames need not be measured. */
    private boolean isTooBig(String text) {
        int limit = rules.maxFrameBytes();
        return text.length() > limit || (text.length() > limit / 3 && Utf8.length(text) > limit);
    }

    private boolean admits(Connection connection) {
        return rules.ratesAreUnlimited()
                || (!connection.holdsBack() && connection.bucket().take(nanoClock.getAsLong()));
    }

    private void overRate(Connection connection, String text) {
        OverRate mode = rules.config().overRateMode();
        if (mode == OverRate.CLOSE4011) {
            connection.wire().close(rules.overRateClose());
        } else if (mode == OverRate.DELAY) {
            holdBack(connection, text);
        }
    }

    private void holdBack(Connection connection, String text) {
        if (connection.heldBack().size() >= MOST_HELD_BACK) {
            connection.wire().close(rules.overRateClose());
            return;
        }
        connection.heldBack().add(text);
        if (connection.heldBack().size() == 1) {
            awaitToken(connection);
        }
    }

    private void awaitToken(Connection connection) {
        Duration wait = Duration.ofNanos(connection.bucket().nanosToNext(nanoClock.getAsLong()));
        timers.after(wait, () -> release(connection));
    }

    private void release(Connection connection) {
        while (connection.wire().isOpen()
                && connection.holdsBack()
                && connection.bucket().take(nanoClock.getAsLong())) {
            requests.handle(connection, connection.heldBack().remove());
        }
        if (connection.wire().isOpen() && connection.holdsBack()) {
            awaitToken(connection);
        }
    }
}
