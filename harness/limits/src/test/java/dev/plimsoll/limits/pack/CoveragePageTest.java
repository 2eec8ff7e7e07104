package dev.plimsoll.limits.pack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.plimsoll.limits.Probes;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitPack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class CoveragePageTest {
    private static final Path PAGE = Path.of("../../docs/coverage.md");
    private static final Path SOURCE = Path.of("../../docs/coverage.yaml");
    private static final Path REPOSITORY = Path.of("../..");
    private static final Set<String> DETECTED = detected();
    private static final JsonNode COVERAGE = yaml();
    private static final JsonNode BEHAVIOURS = COVERAGE.path("behaviours");

    /** A limit of a pack that names a behaviour. */
    private record Probing(String pack, Limit limit) {
        String told() {
            return pack + "." + limit.id() + " (" + limit.probe() + ")";
        }
    }

    private static final Map<String, List<Probing>> PROBED = packs().flatMap(
                    pack -> pack.limits().stream().map(limit -> new Probing(pack.id(), limit)))
            .flatMap(probing -> probing.limit().behaviours().stream().map(id -> Map.entry(id, probing)))
            .collect(Collectors.groupingBy(
                    Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));

    @Test
    void every_behaviour_that_a_limit_names_is_known() {
        assertThat(PROBED.keySet()).allMatch(BEHAVIOURS::has);
    }

    @Test
    void every_behaviour_is_probed_or_says_why_not_and_never_both() {
        BEHAVIOURS
                .properties()
                .forEach(
                        behaviour -> assertThat(behaviour.getValue().path("why").isMissingNode())
                                .as(behaviour.getKey())
                                .isEqualTo(PROBED.containsKey(behaviour.getKey())));
    }

    @Test
    void every_test_that_is_named_exists() throws IOException {
        try (Stream<Path> files = Files.walk(REPOSITORY)) {
            List<String> tests = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java") || name.endsWith("IT.java"))
                    .toList();
            assertThat(BEHAVIOURS.findValuesAsText("test"))
                    .isNotEmpty()
                    .allMatch(test -> tests.contains(test + ".java"));
        }
    }

    @Test
    void the_page_says_what_the_packs_and_the_list_say() throws IOException {
        if (Boolean.getBoolean("plimsoll.write-docs")) {
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE))
                .as("write it with: mvn test -pl harness/limits -am -Dtest=CoveragePageTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dtest.jvm.args=-Dplimsoll.write-docs=true")
                .isEqualTo(page());
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # What the packs cover

                The behaviours of the documents that the [limit packs](limits.md) rest on, by number, and the limits that probe each.
                At the sandbox every limit named here is PASS, three times in a row (`FaithfulIT`); `and FAIL` is added where one of
                them was shown to fail because of a planted fault ([detection.md](detection.md)). What no limit probes says why, and
                where Plimsoll's own parts are held to it.
                Made from the packs and [coverage.yaml](coverage.yaml) by `CoveragePageTest`.
                """);
        COVERAGE.path("documents").properties().forEach(document -> {
            page.append("\n## ").append(document.getValue().path("title").asText());
            page.append("\n\n").append(counted(document.getKey()));
            page.append("\n\n| | behaviour | at the sandbox | probed by, or why not |\n| --- | --- | --- | --- |\n");
            BEHAVIOURS.properties().stream()
                    .filter(behaviour -> behaviour.getKey().startsWith(document.getKey()))
                    .forEach(behaviour -> page.append(row(behaviour.getKey(), behaviour.getValue())));
        });
        return page.toString();
    }

    private static String counted(String document) {
        List<String> ids = BEHAVIOURS.properties().stream()
                .map(Map.Entry::getKey)
                .filter(id -> id.startsWith(document))
                .toList();
        long probed = ids.stream().filter(PROBED::containsKey).count();
        return probed + " of " + ids.size() + " are probed.";
    }

    private static String row(String id, JsonNode behaviour) {
        String how = PROBED.containsKey(id)
                ? PROBED.get(id).stream().map(Probing::told).collect(Collectors.joining(", "))
                        + (behaviour.has("in-part")
                                ? "; " + behaviour.path("in-part").asText()
                                : "")
                : behaviour.path("kind").asText() + ": " + behaviour.path("why").asText()
                        + (behaviour.has("test")
                                ? "; `" + behaviour.path("test").asText() + "`"
                                : "");
        return "| " + id + " | " + cell(behaviour.path("what").asText()) + " | " + atTheSandbox(id) + " | " + cell(how)
                + " |\n";
    }

    private static String atTheSandbox(String id) {
        if (!PROBED.containsKey(id)) {
            return "";
        }
        boolean broken = PROBED.get(id).stream()
                .anyMatch(probing -> DETECTED.contains(
                        probing.pack() + ", " + probing.limit().id()));
        return broken ? "PASS, and FAIL" : "PASS";
    }

    private static Set<String> detected() {
        try (Stream<String> lines = Files.lines(Path.of("src/test/resources/detection.csv"))) {
            return lines.filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(", ", -1))
                    .map(words -> words[1] + ", " + words[2])
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("*", "\\*");
    }

    private static Stream<LimitPack> packs() {
        PackReader reader = new PackReader(Probes.shipped());
        return StreamSupport.stream(COVERAGE.path("documents").spliterator(), false)
                .flatMap(document -> StreamSupport.stream(document.path("packs").spliterator(), false))
                .map(name -> ((PackReader.Loaded.Valid) reader.find(name.asText())).pack());
    }

    private static JsonNode yaml() {
        try {
            return new YAMLMapper().readTree(SOURCE.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
