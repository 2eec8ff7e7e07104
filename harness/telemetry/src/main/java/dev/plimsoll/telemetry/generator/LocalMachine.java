package dev.plimsoll.telemetry.generator;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAccumulator;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** This machine, as Linux's /proc and the JVM's management beans show it. */
public final class LocalMachine implements Machine {
    private final LongAccumulator longestPauseMillis = new LongAccumulator(Math::max, 0);

    public LocalMachine() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            // Beans of concurrent collectors' cycles report work, not pauses.
            boolean pauses = !collector.getName().contains("Cycles")
                    && !collector.getName().contains("Concurrent");
            if (pauses && collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener((notification, nothing) -> collected(notification), null, null);
            }
        }
    }

    private void collected(Notification notification) {
        if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            var info = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
            longestPauseMillis.accumulate(info.getGcInfo().getDuration());
        }
    }

    @Override
    public Optional<CpuTimes> cpu() {
        return read(Path.of("/proc/stat")).flatMap(CpuTimes::parse);
    }

    @Override
    public Duration longestPauseSinceLastCall() {
        return Duration.ofMillis(longestPauseMillis.getThenReset());
    }

    @Override
    public long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : -1;
    }

    @Override
    public Optional<Duration> cpuOf(long pid) {
        return ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration());
    }

    @Override
    public OptionalLong residentBytesOf(long pid) {
        return read(Path.of("/proc", Long.toString(pid), "status"))
                .map(LocalMachine::resident)
                .orElse(OptionalLong.empty());
    }

    static OptionalLong resident(String procStatus) {
        return procStatus
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst();
    }

    private static Optional<String> read(Path path) {
        try {
            return Optional.of(Files.readString(path));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
