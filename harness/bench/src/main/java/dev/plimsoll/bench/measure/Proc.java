package dev.plimsoll.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** CPU time and memory as Linux's /proc shows them (proc(5)). */
public final class Proc {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int IDLE = 3;
    private static final int IOWAIT = 4;

    private Proc() {}

    /** CPU seconds that a process has used. */
    public record Cpu(double user, double system) {
        public double total() {
            return user + system;
        }

        Cpu plus(Cpu other) {
            return new Cpu(user + other.user, system + other.system);
        }

        Cpu since(Cpu earlier) {
            return new Cpu(user - earlier.user, system - earlier.system);
        }
    }

    public static Cpu cpuOf(long pid) {
        String stat = read(Path.of("/proc", Long.toString(pid), "stat"));
        // The name in parentheses may hold anything, so that counting starts behind it.
        String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new Cpu(
                Long.parseLong(words[USER]) / TICKS_PER_SECOND, Long.parseLong(words[SYSTEM]) / TICKS_PER_SECOND);
    }

    /** Of a process and all that it started and that still run. */
    public static Cpu cpuOfTree(long pid) {
        return tree(pid).map(Proc::cpuOf).reduce(new Cpu(0, 0), Cpu::plus);
    }

    /** The most that a process and those it started have had resident, each at its own worst moment. */
    public static long peakResidentBytesOfTree(long pid) {
        return tree(pid).mapToLong(one -> kilobytes(one, "VmHWM:")).sum() * 1024;
    }

    private static Stream<Long> tree(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        return Stream.concat(Stream.of(process), process.descendants()).map(ProcessHandle::pid);
    }

    /** CPU seconds that the whole machine has been busy. */
    public static double machineBusy() {
        String line = read(Path.of("/proc/stat")).lines().findFirst().orElseThrow();
        long[] ticks = Arrays.stream(line.split("\\s+", -1))
                .skip(1)
                .limit(8)
                .mapToLong(Long::parseLong)
                .toArray();
        return (Arrays.stream(ticks).sum() - ticks[IDLE] - ticks[IOWAIT]) / TICKS_PER_SECOND;
    }

    public static long residentBytesOf(long pid) {
        return 1024 * kilobytes(pid, "VmRSS:");
    }

    private static long kilobytes(long pid, String field) {
        return read(Path.of("/proc", Long.toString(pid), "status"))
                .lines()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    public static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new IllegalStateException("the benchmark needs Linux's /proc: " + path + " cannot be read", e);
        }
    }
}
