package dev.plimsoll.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskBoundTest {
    private static final int KILOBYTES_10 = 10_240;

    @TempDir
    Path rounds;

    @Test
    void the_oldest_rounds_go_until_the_rest_fits() throws IOException {
        for (String name : new String[] {"r-01", "r-02", "r-03", "r-04"}) {
            round(name, KILOBYTES_10);
        }

        assertThat(DiskBound.keep(rounds, 2 * KILOBYTES_10 + 100)).isEqualTo(2);

        assertThat(rounds).isDirectoryNotContaining("glob:**/r-0[12]").isDirectoryContaining("glob:**/r-03");
        assertThat(rounds.resolve("r-04/deep/points.lp.gz")).exists();
    }

    @Test
    void the_newest_stays_however_large_it_is() throws IOException {
        round("r-01", KILOBYTES_10);
        round("r-02", KILOBYTES_10);

        assertThat(DiskBound.keep(rounds, 1)).isEqualTo(1);
        assertThat(rounds.resolve("r-02")).exists();
    }

    @Test
    void small_files_count_for_the_blocks_that_they_take() throws IOException {
        for (int i = 0; i < 10; i++) {
            round("r-0" + i, 1);
        }

        assertThat(DiskBound.keep(rounds, 3 * 4096)).isEqualTo(7);
    }

    @Test
    void what_fits_stays() throws IOException {
        round("r-01", KILOBYTES_10);

        assertThat(DiskBound.keep(rounds, 1_000_000)).isZero();
        assertThat(rounds.resolve("r-01")).exists();
    }

    private void round(String name, int bytes) throws IOException {
        Path folder = Files.createDirectories(rounds.resolve(name).resolve("deep"));
        Files.write(folder.resolve("points.lp.gz"), new byte[bytes]);
    }
}
