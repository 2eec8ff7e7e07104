package dev.plimsoll.bench.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Where event loops spend their time, from Flight Recorder's samples. */
public final class Profile {
    private static final int SHOWN = 40;

    private final Map<String, Integer> leaves = new HashMap<>();
    private final Map<String, Integer> anywhere = new HashMap<>();
    private int samples;

    private Profile() {}

    public static List<String> jvmOptions(Path recording) {
        return List.of("-XX:StartFlightRecording=filename=" + recording + ",settings=profile,dumponexit=true");
    }

    /** Of another JVM, from now until {@link #end}; what it measures meanwhile is dearer than without. */
    public static void begin(long pid) throws IOException, InterruptedException {
        Jcmd.run(pid, "JFR.start name=profile settings=profile");
    }

    /**
     * Of what {@link #begin} began.
     *
     * @param recording a file to write it to
     * @param threads how the names of the threads begin
     */
    public static Profile end(long pid, Path recording, String threads) throws IOException, InterruptedException {
        Jcmd.run(pid, "JFR.stop name=profile filename=" + recording);
        return read(recording, new Stopwatch(0, 0), threads);
    }

    /** @param threads how the names of the threads begin */
    public static Profile read(Path recording, Stopwatch times, String threads) throws IOException {
        Profile profile = new Profile();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                boolean sample = event.getEventType().getName().equals("jdk.ExecutionSample")
                        || event.getEventType().getName().equals("jdk.NativeMethodSample");
                if (sample && isOf(threads, event) && times.covers(event.getStartTime())) {
                    profile.add(event.getStackTrace().getFrames());
                }
            }
        }
        return profile;
    }

    private static boolean isOf(String threads, RecordedEvent event) {
        RecordedThread thread = event.getThread("sampledThread");
        return event.getStackTrace() != null
                && thread != null
                && String.valueOf(thread.getJavaName()).startsWith(threads);
    }

    private void add(List<RecordedFrame> stack) {
        String leaf = name(stack.get(0));
        if (leaf.contains("EPoll.wait") || leaf.contains("epollWait")) {
            return;
        }
        samples++;
        leaves.merge(leaf, 1, Integer::sum);
        stack.stream().map(Profile::name).collect(Collectors.toSet()).forEach(n -> anywhere.merge(n, 1, Integer::sum));
    }

    private static String name(RecordedFrame frame) {
        String type = frame.getMethod().getType().getName();
        return type.substring(type.lastIndexOf('.') + 1) + "."
                + frame.getMethod().getName();
    }

    public String text() {
        return "\nsamples: " + samples + "\nat the top of the stack:\n" + table(leaves) + "anywhere in the stack:\n"
                + table(anywhere);
    }

    private String table(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(SHOWN)
                .map(entry -> String.format(
                        Locale.ROOT, "  %5.1f %%  %s%n", 100.0 * entry.getValue() / samples, entry.getKey()))
                .collect(Collectors.joining());
    }
}
