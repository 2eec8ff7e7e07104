package dev.plimsoll.bench.measure;

import java.util.concurrent.TimeUnit;

/** Time that passes while others work. */
public final class Pause {
    private Pause() {}

    public static void seconds(double seconds) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(Math.round(seconds * 1e9));
    }
}
