package dev.plimsoll.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The JDK's tool that talks to another JVM. */
public final class Jcmd {
    private static final Pattern COMMITTED = Pattern.compile("total (\\d+)K, used \\d+K");
    private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

    private Jcmd() {}

    /** Kilobytes of heap that are in use after a collection, which this causes. */
    public static double liveHeap(long pid) throws IOException, InterruptedException {
        run(pid, "GC.run");
        return sum(USED, run(pid, "GC.heap_info"));
    }

    /** Kilobytes of memory that a JVM keeps for its heap, in use or not. */
    public static double committedHeap(long pid) throws IOException, InterruptedException {
        return sum(COMMITTED, run(pid, "GC.heap_info"));
    }

    /** Of what a pattern's first group catches. */
    public static double sum(Pattern numbers, String text) {
        return numbers.matcher(text)
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .sum();
    }

    /** @return what it prints */
    public static String run(long pid, String command) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process tool = new ProcessBuilder(jcmd, Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String output = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (tool.waitFor() != 0) {
            throw new IOException("jcmd " + command + " failed: " + output);
        }
        return output;
    }
}
