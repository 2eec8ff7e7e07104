package dev.plimsoll.bench.telemetry;

import dev.plimsoll.bench.measure.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One question to the telemetry, answered round by round. Every round is bounded in time. */
interface Case {
    String title();

    /**
     * Why it cannot be answered on this machine; empty if it can.
     *
     * @param folder for what is tried
     */
    Optional<String> obstacle(Path folder) throws IOException, InterruptedException;

    /**
     * Answers it once.
     *
     * @param round from 1; contenders take turns at going first
     * @param folder for what the round leaves behind
     */
    List<Reading> round(int round, Path folder) throws IOException, InterruptedException;
}
