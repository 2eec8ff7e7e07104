package dev.plimsoll.telemetry.generator;

import dev.plimsoll.model.result.GeneratorResult;
import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** What one process costs from now on: the generator may have carried other runs before. For one thread. */
final class ProcessWatch {
    private final String name;
    private final long pid;
    private final Machine machine;
    private final Duration before;
    private Duration cpu;
    private long residentMax;

    ProcessWatch(String name, long pid, Machine machine) {
        this.name = name;
        this.pid = pid;
        this.machine = machine;
        this.before = machine.cpuOf(pid).orElse(Duration.ZERO);
        this.cpu = before;
    }

    void tick(long epochNanos, Consumer<Point> points) {
        Optional<Duration> now = machine.cpuOf(pid);
        OptionalLong resident = machine.residentBytesOf(pid);
        Point.Builder point = Point.of(Measurement.GENERATOR, epochNanos).tag("process", name);
        now.ifPresent(total -> {
            point.field("cpu", total.minus(cpu).toNanos() / 1e7);
            cpu = total;
        });
        resident.ifPresent(bytes -> {
            point.field("resident", bytes);
            residentMax = Math.max(residentMax, bytes);
        });
        if (point.hasFields()) {
            points.accept(point.build());
        }
    }

    GeneratorResult.ProcessUse use() {
        return new GeneratorResult.ProcessUse(
                name, Math.round(cpu.minus(before).toMillis() / 10.0) / 100.0, Math.round(residentMax / 1e5) / 10.0);
    }
}
