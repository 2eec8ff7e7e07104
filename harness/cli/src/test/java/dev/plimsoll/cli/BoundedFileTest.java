package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedFileTest {
    @TempDir
    Path folder;

    @Test
    void however_much_is_written_two_files_of_the_bound_are_all_that_is_there() throws IOException {
        Path file = folder.resolve("libraries.log");
        try (BoundedFile bounded = BoundedFile.open(file, 1_000)) {
            for (int line = 0; line < 1_000; line++) {
                bounded.write("line %04d%n".formatted(line).getBytes(StandardCharsets.UTF_8));
            }
        }

        assertThat(Files.size(file)).isLessThanOrEqualTo(1_000);
        assertThat(Files.size(folder.resolve("libraries.log.1"))).isBetween(900L, 1_000L);
        assertThat(folder.toFile().list()).hasSize(2);
        assertThat(Files.readAllLines(file)).last().isEqualTo("line 0999");
    }

    @Test
    void what_was_there_before_stays() throws IOException {
        Path file = Files.writeString(folder.resolve("libraries.log"), "before\n");
        try (BoundedFile bounded = BoundedFile.open(file, 1_000)) {
            bounded.write('x');
        }

        assertThat(file).hasContent("before\nx");
    }
}
