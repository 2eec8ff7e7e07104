package dev.plimsoll.telemetry.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolReaderTest {
    private static final int POINTS = 300;
    /** Three blocks of 100 points in one segment, and a footer. */
    private static final byte[] SEGMENT = segment();

    @Test
    void what_is_whole_is_told_apart_by_its_blocks() {
        List<SpoolEntry> entries = entries(SEGMENT);

        assertThat(entries).hasSize(3).allSatisfy(entry -> assertThat(entry).isInstanceOf(SpoolEntry.Block.class));
        assertThat(lines(SEGMENT)).isEqualTo(Spools.lines(POINTS));
    }

    @Property(tries = 300)
    void a_segment_that_ends_early_is_read_up_to_its_last_whole_line(@ForAll @DoubleRange(max = 1) double share) {
        byte[] cut = Arrays.copyOf(SEGMENT, (int) (share * SEGMENT.length));

        List<String> lines = lines(cut);

        assertThat(lines).isEqualTo(Spools.lines(lines.size()));
        assertThat(entries(cut)).noneMatch(SpoolEntry.Damaged.class::isInstance);
    }

    @Property(tries = 300)
    void a_flipped_bit_costs_at_most_its_own_block_and_never_yields_a_wrong_line(
            @ForAll @DoubleRange(max = 1, maxIncluded = false) double share, @ForAll @IntRange(max = 7) int bit) {
        byte[] flipped = SEGMENT.clone();
        int at = (int) (share * flipped.length);
        flipped[at] ^= (byte) (1 << bit);

        List<String> lines = lines(flipped);

        assertThat(lines).hasSizeGreaterThanOrEqualTo(200).isSubsetOf(Spools.lines(POINTS));
        assertThat(lines).doesNotHaveDuplicates();
        assertThat(entries(flipped)).anyMatch(entry -> !(entry instanceof SpoolEntry.Block));
    }

    @Test
    void a_reader_of_a_spool_that_is_written_sees_whole_blocks_and_then_the_rest(@TempDir Path folder)
            throws Exception {
        Spool spool = Spool.open(folder, Map.of(), Spools.SMALL);
        SpoolReader reader = new SpoolReader(folder, Position.START, spool::frontier);
        assertThat(reader.next()).isEmpty();
        for (int i = 0; i < 250; i++) {
            spool.accept(Spools.point(i));
        }
        Spools.await("all is written", () -> spool.spooled() == 250);
        int points = 0;
        while (points < 250) {
            points += ((SpoolEntry.Block) reader.next().orElseThrow()).points();
        }
        assertThat(reader.next()).isEmpty();
        spool.accept(Spools.point(250));
        spool.close();

        assertThat(((SpoolEntry.Block) reader.next().orElseThrow()).points()).isEqualTo(1);
        assertThat(reader.next()).isEmpty();
        reader.close();
    }

    private static List<SpoolEntry> entries(byte[] segment) {
        return inFolder(segment, Spools::entries);
    }

    private static List<String> lines(byte[] segment) {
        return inFolder(segment, Spools::read);
    }

    private static <T> T inFolder(byte[] segment, Function<Path, T> reading) {
        try {
            Path folder = Files.createTempDirectory("spool");
            Path file = new Segments(folder).file(1);
            Files.write(file, segment);
            T read = reading.apply(folder);
            Files.delete(file);
            Files.delete(folder);
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] segment() {
        SpoolSettings settings =
                new SpoolSettings(1 << 10, 100, Duration.ofDays(1), Duration.ofDays(1), 1 << 20, 1 << 20, 0);
        try {
            Path folder = Files.createTempDirectory("spool");
            Path file = new Segments(folder).file(1);
            SegmentWriter writer = new SegmentWriter(new Segments(folder), Disk.local(), settings);
            LineEncoder encoder = new LineEncoder(Map.of());
            for (int i = 0; i < POINTS; i++) {
                encoder.append(Spools.point(i));
                writer.add(encoder.bytes(), encoder.length(), 1, 0);
                encoder.clear();
                if (writer.isDue(0)) {
                    writer.endBlock();
                }
            }
            writer.end(0);
            writer.close();
            byte[] written = Files.readAllBytes(file);
            Files.delete(file);
            Files.delete(folder);
            return written;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
