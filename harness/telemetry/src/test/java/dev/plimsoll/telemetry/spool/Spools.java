package dev.plimsoll.telemetry.spool;

import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;

/** Spools for tests, and what is in them. */
public final class Spools {
    /** Small bounds, so that a test passes them. */
    public static final SpoolSettings SMALL =
            new SpoolSettings(1 << 12, 100, Duration.ofMillis(50), Duration.ofMillis(10), 8 * 1024, 1 << 20, 0);

    private Spools() {}

    /** A point whose field is its time. */
    public static Point point(long time) {
        return Point.of(Measurement.WS_CONNECTIONS, time)
                .tag("source", "load")
                .field("open", time)
                .build();
    }

    /** The line of {@link #point} in a spool without tags of a run. */
    public static String line(long time) {
        return "ws_connections,source=load open=" + time + " " + time;
    }

    public static List<String> lines(long count) {
        List<String> lines = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            lines.add(line(i));
        }
        return lines;
    }

    public static List<SpoolEntry> entries(Path folder) {
        List<SpoolEntry> entries = new ArrayList<>();
        try (SpoolReader reader = new SpoolReader(folder, Position.START, () -> Position.END)) {
            for (Optional<SpoolEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                entries.add(entry.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    /** All lines that can be read. */
    public static List<String> read(Path folder) {
        return entries(folder).stream().flatMap(entry -> text(entry).lines()).toList();
    }

    private static String text(SpoolEntry entry) {
        if (entry instanceof SpoolEntry.Block block) {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(block.gzip()))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return entry instanceof SpoolEntry.Torn torn ? torn.lines() : "";
    }

    public static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("never happened: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
