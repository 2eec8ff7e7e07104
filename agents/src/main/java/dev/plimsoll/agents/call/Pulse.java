package dev.plimsoll.agents.call;

import dev.plimsoll.agents.control.AgentEvent.Carried;

/**
 * When a call carried something last, and its longest silence since it was asked before. Times are those of
 * {@link System#nanoTime()} but for what it tells. For one thread.
 */
final class Pulse {
    private long heard;
    private long silenceFrom;
    private long silenceTo;
    private boolean began;
    private boolean stopped;
    private long stoppedAt;

    /** Both ends are connected: what comes before does not count. */
    void begin(long nanos) {
        began = true;
        heard = nanos;
    }

    void heard(long nanos) {
        if (began && nanos - heard > 0) {
            if (nanos - heard > silenceTo - silenceFrom) {
                silenceFrom = heard;
                silenceTo = nanos;
            }
            heard = nanos;
        }
    }

    /** Nothing is sent any more, so that silence means nothing. */
    void stop(long nanos) {
        stopped = true;
        stoppedAt = nanos;
    }

    /**
     * What it heard since the last call.
     *
     * @param epochNanos the time of day at {@code now}
     */
    Carried take(long now, long epochNanos, long messagesLost) {
        long shift = epochNanos - now;
        long until = stopped ? Math.max(stoppedAt, heard) : now;
        boolean silence = silenceTo != silenceFrom;
        Carried carried = new Carried(
                until + shift,
                began ? heard + shift : 0,
                silence ? silenceFrom + shift : 0,
                silence ? silenceTo + shift : 0,
                messagesLost);
        silenceFrom = 0;
        silenceTo = 0;
        return carried;
    }
}
