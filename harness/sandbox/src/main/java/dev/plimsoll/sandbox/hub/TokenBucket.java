package dev.plimsoll.sandbox.hub;

/** A connection's message allowance: refills continuously up to a burst. For one thread. */
final class TokenBucket {
    private final double perNano;
    private final double burst;
    private double tokens;
    private long refilledNanos;

    TokenBucket(double perSecond, int burst, long nowNanos) {
        this.perNano = perSecond / 1e9;
        this.burst = burst;
        this.tokens = burst;
        this.refilledNanos = nowNanos;
    }

    boolean take(long nowNanos) {
        refill(nowNanos);
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }

    /** How long until a token can be taken. */
    long nanosToNext(long nowNanos) {
        refill(nowNanos);
        return tokens >= 1 ? 0 : (long) Math.ceil((1 - tokens) / perNano);
    }

    private void refill(long nowNanos) {
        tokens = Math.min(burst, tokens + (nowNanos - refilledNanos) * perNano);
        refilledNanos = nowNanos;
    }
}
