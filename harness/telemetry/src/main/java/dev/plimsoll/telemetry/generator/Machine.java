package dev.plimsoll.telemetry.generator;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** What can be read of the machine and its processes; empty where the system does not tell. */
public interface Machine {
    Optional<CpuTimes> cpu();

    /** The longest collection pause of this JVM since the last call. */
    Duration longestPauseSinceLastCall();

    /** File descriptors that this process has open, or -1. */
    long openFiles();

    Optional<Duration> cpuOf(long pid);

    OptionalLong residentBytesOf(long pid);
}
