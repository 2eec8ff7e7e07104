package dev.plimsoll.sandbox.hub;

import dev.plimsoll.sandbox.Timers;
import dev.plimsoll.sandbox.config.SandboxConfig;
import dev.plimsoll.sandbox.fault.Fault;
import dev.plimsoll.sandbox.fault.Rules;
import java.time.Duration;

/**
 * What one app has used of its plan: places for connections, and messages of the billing period. Beyond the plan, overages
 * are paid from a balance if they are on. For the hub's thread.
 */
public final class Plan {
    private static final Duration LATE = Duration.ofSeconds(5);
    private static final Duration UNHELD = Duration.ofMillis(50);
    private static final Duration MASS_CLOSE = Duration.ofMillis(100);
    private static final int MASS = 10;

    private final Rules rules;
    private final Timers timers;
    private int taken;
    private int peak;
    private int freedLately;
    private long messages;
    private long overageMessages;
    private long overageConnections;
    private long spent;

    public Plan(Rules rules, Timers timers) {
        this.rules = rules;
        this.timers = timers;
    }

    /** Takes a place for a connection, if there is one. */
    public boolean takePlace() {
        if (taken >= rules.concurrentLimit()) {
            if (!pay()) {
                return false;
            }
            overageConnections++;
        }
        if (rules.has(Fault.CAP_CHECKED_BEFORE_HELD)) {
            timers.after(UNHELD, this::hold);
        } else {
            hold();
        }
        return true;
    }

    private void hold() {
        taken++;
        peak = Math.max(peak, taken);
    }

    /** How long after {@link #takePlace} the place counts, which is when the connection may begin. */
    public Duration holdsAfter() {
        return rules.has(Fault.CAP_CHECKED_BEFORE_HELD) ? UNHELD.plusMillis(1) : Duration.ZERO;
    }

    public void freePlace() {
        if (rules.has(Fault.CAP_NEVER_FREES) || isLeaked()) {
            return;
        }
        if (rules.has(Fault.CAP_FREES_LATE)) {
            timers.after(LATE, () -> taken--);
        } else {
            taken--;
        }
    }

    private boolean isLeaked() {
        if (!rules.has(Fault.CAP_LEAKS_WHEN_MANY_CLOSE)) {
            return false;
        }
        timers.after(MASS_CLOSE, () -> freedLately--);
        return ++freedLately > MASS;
    }

    /**
     * Counts an attempt to publish or send; refused attempts count too.
     *
     * @param receivers how many subscribers it would reach
     */
    public boolean takeMessage(int receivers) {
        messages += rules.has(Fault.QUOTA_COUNTS_FAN_OUT) ? Math.max(1, receivers) : 1;
        if (messages <= rules.config().maxMessages() || rules.has(Fault.QUOTA_OFF)) {
            return true;
        }
        if (pay()) {
            overageMessages++;
            return true;
        }
        return false;
    }

    public Used used() {
        return new Used(taken, peak, rules.has(Fault.USAGE_FROZEN) ? 0 : messages, overageMessages, overageConnections);
    }

    /** A moment's counts, as the usage call shows them. */
    public record Used(
            int concurrent, int peakConcurrent, long messages, long overageMessages, long overageConnections) {}

    private boolean pay() {
        if (!canPay()) {
            return false;
        }
        SandboxConfig config = rules.config();
        if (spent >= config.balance()) {
            spent = 0;
        }
        spent++;
        return true;
    }

    private boolean canPay() {
        SandboxConfig config = rules.config();
        boolean recharges = config.autoRecharge() && config.balance() > 0;
        return config.overages() && (spent < config.balance() || recharges);
    }
}
