package dev.plimsoll.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.limits.pack.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/limits.md tells of every probe and every parameter, and of none that there is not. */
class ProbesPageTest {
    private static final Path PAGE = Path.of("../../docs/limits.md");
    private static final Pattern SECTION = Pattern.compile("(?ms)^### ([a-z-]+)\\n(.*?)(?=^##|\\z)");

    private static Map<String, String> sections() throws IOException {
        return SECTION.matcher(Files.readString(PAGE))
                .results()
                .collect(Collectors.toMap(section -> section.group(1), section -> section.group(2)));
    }

    @Test
    void every_probe_has_a_section_and_every_section_a_probe() throws IOException {
        assertThat(sections().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Probes.shipped().all().stream().map(Probe::id).toList());
    }

    @Test
    void every_parameter_is_named_in_its_probes_section() throws IOException {
        Map<String, String> sections = sections();
        String ofAll = Files.readString(PAGE).split("\n## Probes\n", 2)[1].split("\n### ", 2)[0];
        for (Probe probe : Probes.shipped().all()) {
            assertThat(probe.parameters())
                    .extracting(Parameter::name)
                    .as(probe.id())
                    .allSatisfy(
                            name -> assertThat(ofAll + sections.get(probe.id())).containsPattern("`" + name + "[`:]"));
        }
    }
}
