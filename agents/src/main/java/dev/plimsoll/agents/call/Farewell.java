package dev.plimsoll.agents.call;

import java.util.concurrent.TimeUnit;

/** The end of a call in good order: no more messages, a while for those on their way, a last sample. */
final class Farewell {
    private static final long LOOK_MS = 20;
    /** How long echoes are waited for; what is later than this has been lost to any caller. */
    private static final long DRAIN_MS = 1_000;
    /** The library may be too busy to tell the statistics. */
    private static final long SAMPLE_PATIENCE_MS = 1_000;

    private final Timers timers;
    private final Chatter chatter;
    private final Sampler sampler;
    private boolean done;

    Farewell(Timers timers, Chatter chatter, Sampler sampler) {
        this.timers = timers;
        this.chatter = chatter;
        this.sampler = sampler;
    }

    /** @param then called once */
    void then(Runnable then) {
        chatter.stop();
        drain(DRAIN_MS, then);
    }

    private void drain(long leftMs, Runnable then) {
        if (chatter.isQuiet() || leftMs <= 0) {
            sampler.sample(() -> once(then));
            timers.after(SAMPLE_PATIENCE_MS, TimeUnit.MILLISECONDS, () -> once(then));
        } else {
            timers.after(LOOK_MS, TimeUnit.MILLISECONDS, () -> drain(leftMs - LOOK_MS, then));
        }
    }

    private void once(Runnable then) {
        if (!done) {
            done = true;
            then.run();
        }
    }
}
