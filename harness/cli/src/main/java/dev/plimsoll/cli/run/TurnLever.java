package dev.plimsoll.cli.run;

import java.io.IOException;
import java.time.Duration;

/** What an operator does to a TURN server. Blocks until it is done. */
interface TurnLever {
    /** Ends it, and every allocation. */
    void stop() throws IOException;

    /**
     * Brings it back.
     *
     * @return its process id
     */
    long start() throws IOException;

    /** Ends every credential that is out now, after this time, with what was allocated by it. */
    void expireCredentials(Duration in) throws IOException;
}
