package dev.plimsoll.bench.telemetry;

import dev.plimsoll.bench.measure.Reading;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One contender's turn: a server that counts, and the contender, each in a process of its own. */
final class Trial {
    static final List<String> JVM = List.of("-Xmx512m", "-XX:+UseParallelGC");

    private Trial() {}

    /** As they are handed to the contender. */
    record Setting(String rate, String warmUp, String seconds) {}

    /** @param folder for what the contender writes */
    static Map<String, Reading> of(Contender contender, Setting setting, Path folder)
            throws IOException, InterruptedException {
        Process sink = start(SinkMain.class, List.of());
        try (BufferedReader counts = sink.inputReader(StandardCharsets.UTF_8)) {
            String server = "http://127.0.0.1:" + counts.readLine();
            List<String> arguments = List.of(
                    contender.label(),
                    folder.resolve("points").toString(),
                    server,
                    setting.rate(),
                    setting.warmUp(),
                    setting.seconds());
            Map<String, Reading> readings = readings(start(ContenderMain.class, arguments));
            sink.getOutputStream().write('\n');
            sink.getOutputStream().flush();
            if (contender != Contender.PACING) {
                double missing = readings.get("handed over in all").value() - Long.parseLong(counts.readLine());
                readings.put("not arrived", new Reading("not arrived", "", missing));
            }
            return readings;
        } finally {
            sink.destroy();
        }
    }

    private static Map<String, Reading> readings(Process process) throws IOException, InterruptedException {
        Map<String, Reading> readings = new LinkedHashMap<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String[] parts = line.split("\t", -1);
                if (parts.length == 3) {
                    readings.put(parts[0], new Reading(parts[0], parts[1], Double.parseDouble(parts[2])));
                }
            }
            if (process.waitFor() != 0) {
                throw new IllegalStateException("the contender failed; what it said is above");
            }
            return readings;
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
