package dev.plimsoll.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FaultsPageTest {
    private static final Path PAGE = Path.of("../../docs/faults.md");

    @Test
    void the_page_of_faults_says_what_the_code_says() throws IOException {
        if (Boolean.getBoolean("plimsoll.write-docs")) {
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE))
                .as("write it with: mvn test -pl harness/sandbox -am -Dtest=FaultsPageTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dtest.jvm.args=-Dplimsoll.write-docs=true")
                .isEqualTo(page());
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Planted faults

                What the [sandbox](sandbox.md) can be told to do wrong, so that a probe can be shown to notice: in a scenario under
                `target.sandbox.faults`, or while it runs with `POST /__emu/faults/{id}`. Each is shown on and off by a test. The code
                is `Fault` in `harness/sandbox`; a test holds this page to it. Of the faults that spoil one event in a hundred or a
                thousand, `GET /__emu/faults` says how many they have spoiled: what a load must find to the message.
                """);
        for (Fault.Area area : Fault.Area.values()) {
            page.append("\n## ")
                    .append(area.name().toLowerCase(Locale.ROOT))
                    .append("\n\n| id | the sandbox |\n| --- | --- |\n");
            Arrays.stream(Fault.values())
                    .filter(fault -> fault.area() == area)
                    .forEach(fault -> page.append("| `")
                            .append(fault.id())
                            .append("` | ")
                            .append(fault.what())
                            .append(fault.atStartOnly() ? " (at the start only)" : "")
                            .append(" |\n"));
        }
        return page.toString();
    }
}
