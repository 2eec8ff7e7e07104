package dev.plimsoll.bench.sandbox;

import dev.plimsoll.bench.measure.Reading;
import dev.plimsoll.bench.measure.SandboxProcess;
import dev.plimsoll.bench.measure.Stopwatch;
import java.io.IOException;
import java.util.List;

/** One kind of load, measured round by round, each at a sandbox of its own. Every round is bounded in number and time. */
interface Case {
    /** What it is called on the command line. */
    String id();

    String title();

    List<Reading> round(SandboxProcess sandbox, Stopwatch times) throws IOException, InterruptedException;
}
