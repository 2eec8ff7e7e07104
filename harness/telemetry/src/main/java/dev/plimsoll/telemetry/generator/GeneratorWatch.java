package dev.plimsoll.telemetry.generator;

import dev.plimsoll.model.result.GeneratorResult;
import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * The generator watches itself: the machine's idle and stolen time, collection pauses, file descriptors, and what each
 * process of the run costs. For one thread, but {@link #watch} may be called from any.
 */
public final class GeneratorWatch {
    private static final Duration WARM_UP = Duration.ofSeconds(3);

    private final Machine machine;
    private final Consumer<Point> points;
    private final Map<String, ProcessWatch> processes = new LinkedHashMap<>();
    private Optional<CpuTimes> lastCpu;
    private Double idleMin;
    private Double stealMax;
    private double gcPauseMax;
    private long openFilesMax;
    private int seconds;

    public GeneratorWatch(Machine machine, Consumer<Point> points) {
        this.machine = machine;
        this.points = points;
        this.lastCpu = machine.cpu();
    }

    /** Adds a process of the run under a bounded name: {@code generator}, {@code sandbox}, {@code coturn}, {@code agents}. */
    public void watch(String name, long pid) {
        synchronized (processes) {
            processes.put(name, new ProcessWatch(name, pid, machine));
        }
    }

    /** Ends a second. */
    public void tick(long epochNanos) {
        seconds++;
        Point.Builder point = Point.of(Measurement.MACHINE, epochNanos);
        cpu(point);
        double gcPause = machine.longestPauseSinceLastCall().toNanos() / 1e6;
        gcPauseMax = Math.max(gcPauseMax, gcPause);
        long openFiles = machine.openFiles();
        openFilesMax = Math.max(openFilesMax, openFiles);
        points.accept(point.field("gc_pause_max_ms", gcPause)
                .field("open_files", openFiles < 0 ? null : openFiles)
                .build());
        List<ProcessWatch> watched;
        synchronized (processes) {
            watched = new ArrayList<>(processes.values());
        }
        watched.forEach(process -> process.tick(epochNanos, points));
    }

    /**
     * @param scheduleLagP99Ms null if nothing was scheduled
     * @param mediaLostPercent empty if agents were to send no media
     */
    public GeneratorResult result(Double scheduleLagP99Ms, OptionalDouble mediaLostPercent) {
        List<GeneratorResult.ProcessUse> uses;
        synchronized (processes) {
            uses = processes.values().stream().map(ProcessWatch::use).toList();
        }
        return new GeneratorResult(
                rounded(idleMin),
                rounded(stealMax),
                rounded(gcPauseMax),
                scheduleLagP99Ms,
                openFilesMax <= 0 ? null : openFilesMax,
                mediaLostPercent.isPresent() ? mediaLostPercent.getAsDouble() : null,
                uses);
    }

    /** The first seconds belong to starting up, not to the load. */
    private void cpu(Point.Builder point) {
        Optional<CpuTimes> now = machine.cpu();
        if (now.isPresent() && lastCpu.isPresent()) {
            double idle = now.get().idlePercentSince(lastCpu.get());
            double steal = now.get().stealPercentSince(lastCpu.get());
            point.field("cpu_idle", idle).field("cpu_steal", steal);
            stealMax = stealMax == null ? steal : Math.max(stealMax, steal);
            if (seconds > WARM_UP.toSeconds()) {
                idleMin = idleMin == null ? idle : Math.min(idleMin, idle);
            }
        }
        lastCpu = now;
    }

    private static Double rounded(Double value) {
        return value == null ? null : Math.round(value * 100) / 100.0;
    }
}
