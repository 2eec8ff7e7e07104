package dev.plimsoll.cli;

import dev.plimsoll.telemetry.spool.Position;
import dev.plimsoll.telemetry.spool.SpoolEntry;
import dev.plimsoll.telemetry.spool.SpoolReader;
import dev.plimsoll.telemetry.upload.Batch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a command left in a spool. */
final class Spooled {
    private Spooled() {}

    /** Every point, as a line. */
    static List<String> lines(Path spool) throws IOException {
        List<String> lines = new ArrayList<>();
        try (SpoolReader reader = new SpoolReader(spool, Position.START, () -> Position.END)) {
            for (Optional<SpoolEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                if (entry.get() instanceof SpoolEntry.Block block) {
                    lines.addAll(new Batch(block.gzip(), block.points()).lines());
                }
            }
        }
        return lines;
    }
}
