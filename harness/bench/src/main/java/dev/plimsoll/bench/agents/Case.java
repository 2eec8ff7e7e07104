package dev.plimsoll.bench.agents;

import dev.plimsoll.bench.measure.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One question to the agents, answered round by round. Every round is bounded in number and time. */
interface Case {
    /** What it is called on the command line. */
    String id();

    String title();

    /**
     * @param round from 1; contenders take turns at going first
     * @param folder for what its processes print
     */
    List<Reading> round(int round, Path folder) throws IOException, InterruptedException;
}
