package dev.plimsoll.bench.signalling;

import dev.plimsoll.bench.measure.Reading;
import java.io.IOException;
import java.util.List;

/** One question to the generator, answered round by round. Every round is bounded in number and time. */
interface Case {
    /** What it is called on the command line. */
    String id();

    String title();

    /** @param round from 1; contenders take turns at going first */
    List<Reading> round(int round, Round.Setting setting) throws IOException, InterruptedException;
}
