package dev.plimsoll.bench.measure;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
        return cpuIn(read(Path.of("/proc", Long.toString(pid), "stat")));
    }

    private static Cpu cpuIn(String stat) {
        // The name in parentheses may hold anything, so that counting starts behind it.
        String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new Cpu(
                Long.parseLong(words[USER]) / TICKS_PER_SECOND, Long.parseLong(words[SYSTEM]) / TICKS_PER_SECOND);
    }

    /** Of a process and all that it started and that still run. */
    public static Cpu cpuOfTree(long pid) {
        return tree(pid)
                .flatMap(one -> statOf(Path.of("/proc", Long.toString(one))).stream())
                .map(Proc::cpuIn)
                .reduce(new Cpu(0, 0), Cpu::plus);
    }

    /**
     * What a process and those it started have resident now; of a page that several share, each counts its part (Pss of
     * proc(5)). A process that ends meanwhile does not count.
     */
    public static long proportionalBytesOfTree(long pid) {
        return tree(pid).mapToLong(Proc::proportionalBytesOf).sum();
    }

    /** 0 of a process that has ended, also if nobody has waited for it yet: then the file is there but cannot be read. */
    public static long proportionalBytesOf(long pid) {
        return readIfThere(Path.of("/proc", Long.toString(pid), "smaps_rollup"))
                .map(rollup -> 1024 * kilobytes(rollup, "Pss:").orElse(0))
                .orElse(0L);
    }

    /** CPU seconds of a process's threads, those of one name together; a thread's name is cut after 15 bytes. */
    public static Map<String, Double> cpuOfThreads(long pid) {
        Map<String, Double> byName = new HashMap<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path thread : threads) {
                statOf(thread)
                        .ifPresent(
                                stat -> byName.merge(nameIn(stat), cpuIn(stat).total(), Double::sum));
            }
        } catch (IOException e) {
            throw new IllegalStateException("the benchmark needs Linux's /proc", e);
        }
        return byName;
    }

    /**
     * CPU seconds of those of a process's threads whose names begin with one of the given, to the nanosecond; a thread's name
     * is cut after 15 bytes. Those that have ended do not count.
     */
    public static double cpuOfThreads(long pid, List<String> names) {
        double seconds = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path thread : threads) {
                seconds += statOf(thread)
                        .filter(stat -> names.stream().anyMatch(nameIn(stat)::startsWith))
                        .map(stat -> exactCpuOf(thread))
                        .orElse(0.0);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the benchmark needs Linux's /proc", e);
        }
        return seconds;
    }

    private static double exactCpuOf(Path thread) {
        return readIfThere(thread.resolve("schedstat"))
                .map(times -> Long.parseLong(times.substring(0, times.indexOf(' '))) / 1e9)
                .orElse(0.0);
    }

    private static Optional<String> statOf(Path folder) {
        return readIfThere(folder.resolve("stat"));
    }

    private static Optional<String> readIfThere(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException goneMeanwhile) {
            return Optional.empty();
        }
    }

    private static String nameIn(String stat) {
        return stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
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
        return 1024
                * kilobytes(read(Path.of("/proc", Long.toString(pid), "status")), "VmRSS:")
                        .orElseThrow();
    }

    private static OptionalLong kilobytes(String text, String field) {
        return text.lines()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst();
    }

    public static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new IllegalStateException("the benchmark needs Linux's /proc: " + path + " cannot be read", e);
        }
    }
}
