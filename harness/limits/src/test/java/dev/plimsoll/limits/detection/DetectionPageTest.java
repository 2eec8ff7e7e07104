package dev.plimsoll.limits.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.limits.Probes;
import dev.plimsoll.limits.pack.PackReader;
import dev.plimsoll.limits.pack.ShippedPacks;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitPack;
import dev.plimsoll.sandbox.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DetectionPageTest {
    private static final Path PAGE = Path.of("../../docs/detection.md");
    private static final List<Detection> ALL = Detection.all();
    private static final Map<String, LimitPack> PACKS = ALL.stream()
            .map(Detection::pack)
            .distinct()
            .collect(Collectors.toMap(Function.identity(), DetectionPageTest::pack));

    @Test
    void every_fault_is_looked_for() {
        assertThat(ALL).extracting(Detection::fault).contains(Fault.values());
    }

    @Test
    void every_limit_of_every_pack_is_shown_to_fail() {
        ShippedPacks.NAMES.forEach(id -> assertThat(pack(id).limits())
                .extracting(Limit::id)
                .as("limits of " + id + ", each of which needs a line in detection.csv")
                .isSubsetOf(ALL.stream()
                        .filter(found -> found.pack().equals(id))
                        .map(Detection::limit)
                        .toList()));
    }

    @Test
    void faults_that_share_a_sandbox_fail_limits_of_their_own() {
        assertThat(Planting.all()).allSatisfy(planting -> {
            Map<String, Set<Fault>> culprits = planting.detections().stream()
                    .collect(Collectors.groupingBy(
                            Detection::limit, Collectors.mapping(Detection::fault, Collectors.toSet())));
            assertThat(culprits.values())
                    .allSatisfy(faults -> assertThat(faults).hasSize(1));
        });
    }

    @Test
    void the_page_says_what_the_mutation_test_holds() throws IOException {
        if (Boolean.getBoolean("plimsoll.write-docs")) {
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE))
                .as("write it with: mvn test -pl harness/limits -am -Dtest=DetectionPageTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dtest.jvm.args=-Dplimsoll.write-docs=true")
                .isEqualTo(page());
    }

    private static LimitPack pack(String name) {
        return ((PackReader.Loaded.Valid) new PackReader(Probes.shipped()).find(name)).pack();
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # What the probes find

                The mutation test of the [limit packs](limits.md): every [fault](faults.md) that can be planted in the sandbox, and the
                limits whose verdict is then FAIL. `DetectionIT` in `harness/limits` plants each and probes each limit of its line; a
                part, where one is named, is the part of the verdict that fails. Where nothing is planted every limit of every pack
                passes, three times in a row (`FaithfulIT`). Other limits may fail too: a fault is listed with those that are about it.
                No fault is without a limit, and no limit of a shipped pack without a fault: a test holds both.
                """);
        for (Fault.Area area : Fault.Area.values()) {
            page.append("\n## ")
                    .append(area.name().toLowerCase(Locale.ROOT))
                    .append("\n\n| fault | pack | probe | limit |\n| --- | --- | --- | --- |\n");
            Arrays.stream(Fault.values())
                    .filter(fault -> fault.area() == area)
                    .flatMap(fault -> ALL.stream().filter(found -> found.fault() == fault))
                    .forEach(found -> page.append(row(found)));
        }
        return page.toString();
    }

    private static String row(Detection found) {
        String probe = PACKS.get(found.pack())
                .only(List.of(found.limit()))
                .limits()
                .get(0)
                .probe();
        return "| `" + found.fault().id() + "` | " + found.pack() + " | " + probe + " | " + found.limit()
                + found.part().map(part -> ", part `" + part + "`").orElse("") + " |\n";
    }
}
