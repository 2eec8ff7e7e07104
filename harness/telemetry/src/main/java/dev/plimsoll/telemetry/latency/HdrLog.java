package dev.plimsoll.telemetry.latency;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** An HDR log, one interval a second, in the format that HdrHistogram's own viewers read. For one thread. */
public final class HdrLog implements AutoCloseable {
    private final PrintStream out;
    private final HistogramLogWriter log;

    public HdrLog(Path file, long startEpochMillis) throws IOException {
        this.out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8);
        this.log = new HistogramLogWriter(out);
        log.outputLogFormatVersion();
        log.outputStartTime(startEpochMillis);
        log.setBaseTime(startEpochMillis);
        log.outputLegend();
    }

    /** Appends the values between two instants; an empty interval is left out. */
    public void interval(Histogram nanos, long startEpochMillis, long endEpochMillis) {
        if (nanos.getTotalCount() > 0) {
            nanos.setStartTimeStamp(startEpochMillis);
            nanos.setEndTimeStamp(endEpochMillis);
            log.outputIntervalHistogram(nanos);
            out.flush();
        }
    }

    @Override
    public void close() {
        out.close();
    }
}
