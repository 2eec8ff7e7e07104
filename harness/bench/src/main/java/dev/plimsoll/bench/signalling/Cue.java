package dev.plimsoll.bench.signalling;

import java.io.IOException;

/** Between its rehearsal and its job, a contender waits until the sandbox is at rest too. */
final class Cue {
    static final String REHEARSED = "REHEARSED";

    private Cue() {}

    /** In the contender's process. */
    static void await() throws IOException {
        System.out.println(REHEARSED);
        if (System.in.read() < 0) {
            throw new IOException("the benchmark is gone");
        }
    }
}
