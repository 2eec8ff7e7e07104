package dev.plimsoll.model.result;

import java.util.List;

/**
 * What the generator cost, and whether it was the bottleneck.
 *
 * @param cpuIdleMin the machine's idle share in its busiest second, percent; null where it could not be read
 * @param cpuStealMax the share that the hypervisor took in the worst second, percent
 * @param gcPauseMaxMs the longest collection pause of the generator's JVM
 * @param scheduleLagP99Ms how late publishes left, 99th percentile; null if nothing was published
 * @param mediaLostPercent of the sound or of the pictures, whichever is more, what agents were too slow to send; null if they
 *     were to send none
 * @param processes each process of the run, its CPU time and its largest resident memory
 */
public record GeneratorResult(
        Double cpuIdleMin,
        Double cpuStealMax,
        double gcPauseMaxMs,
        Double scheduleLagP99Ms,
        Long openFilesMax,
        Double mediaLostPercent,
        List<ProcessUse> processes) {
    public GeneratorResult {
        processes = List.copyOf(processes);
    }

    public record ProcessUse(String name, double cpuSeconds, double residentMaxMb) {}
}
