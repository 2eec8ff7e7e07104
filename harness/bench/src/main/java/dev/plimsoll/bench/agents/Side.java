package dev.plimsoll.bench.agents;

import java.io.IOException;

/** One of those who are compared: processes that hold both ends of all calls. */
interface Side extends AutoCloseable {
    /** The process that, with all it started, is this side. */
    long pid();

    /**
     * Places calls at a steady pace and waits until all are connected.
     *
     * @throws IllegalStateException if not all connect in time, with the reason
     */
    void call(int pairs) throws IOException, InterruptedException;

    Flow flow();

    /** Calls that go through the TURN server at both ends, as getStats said last. */
    int relayed();

    @Override
    void close();
}
