package dev.plimsoll.telemetry.point;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
    private static final Path PAGE = Path.of("../../docs/metrics.md");

    @Test
    void the_page_of_metrics_says_what_the_catalogue_says() throws IOException {
        if (Boolean.getBoolean("plimsoll.write-docs")) {
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE))
                .as("write it with: mvn test -pl harness/telemetry -am -Dtest=MetricsPageTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dtest.jvm.args=-Dplimsoll.write-docs=true")
                .isEqualTo(page());
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Metrics

                Every measurement, its tags and its fields. Every field is a float; every point also has the tags `run`,
                `scenario` and `target`. The code is `Measurement` in `harness/telemetry`; a test holds this page to it.
                """);
        for (Measurement measurement : Measurement.values()) {
            page.append("\n## ")
                    .append(measurement.wire())
                    .append("\n\n")
                    .append(measurement.help())
                    .append(".\n");
            if (!measurement.tags().isEmpty()) {
                page.append("\nTags: `")
                        .append(String.join("`, `", measurement.tags()))
                        .append("`\n");
            }
            page.append("\n| field | unit | meaning |\n| --- | --- | --- |\n");
            for (Field field : measurement.fields()) {
                page.append("| `")
                        .append(field.name())
                        .append("` | ")
                        .append(unit(field))
                        .append(" | ")
                        .append(field.help())
                        .append(" |\n");
            }
        }
        return page.toString();
    }

    private static String unit(Field field) {
        return field.unit().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
