package dev.plimsoll.agents.host;

import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.MediaCount;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What this process uses, native threads and memory included, by proc(5); zero where the system does not tell. */
final class Vitals {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path FILES = Path.of("/proc/self/fd");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");

    private Vitals() {}

    /**
     * What the host's parts count themselves.
     *
     * @see AgentEvent.HostVitals
     */
    record Counts(int peersOpen, int peersMade, long pointsDropped, MediaCount sound, MediaCount pictures) {}

    static AgentEvent.HostVitals now(Counts counts) {
        String status = status();
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new AgentEvent.HostVitals(
                heap.getUsed(),
                heap.getCommitted(),
                number(RESIDENT, status) * 1024,
                (int) number(THREADS, status),
                openFiles(),
                counts.peersOpen(),
                counts.peersMade(),
                counts.pointsDropped(),
                counts.sound(),
                counts.pictures());
    }

    private static String status() {
        try {
            return Files.readString(STATUS);
        } catch (IOException e) {
            return "";
        }
    }

    private static long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private static int openFiles() {
        int count = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(FILES)) {
            for (Path ignored : files) {
                count++;
            }
        } catch (IOException e) {
            return 0;
        }
        return count;
    }
}
