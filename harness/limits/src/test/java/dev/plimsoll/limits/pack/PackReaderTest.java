package dev.plimsoll.limits.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.document.Problem;
import dev.plimsoll.limits.Probe;
import dev.plimsoll.limits.Probes;
import dev.plimsoll.limits.pack.PackReader.Loaded;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitPack;
import dev.plimsoll.model.limit.LimitUnit;
import dev.plimsoll.model.limit.Provenance;
import dev.plimsoll.model.limit.Quantity;
import dev.plimsoll.model.limit.Reaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackReaderTest {
    private static final String GOOD = """
            id: mine
            title: My provider
            service: signalling
            documents: { limits: The limits page }
            limits:
              - id: connections
                title: Connections
                subject: open connections
                documented: { value: 10, unit: connections }
                reactions: [{ close: 4010, welcomed: false }]
                source: { document: limits, section: table 1, provenance: third-party }
                behaviours: [7, b2]
                probe: concurrent-boundary
                parameters: { beyond: 3 }
                scales: { value: maxConcurrentConnections }
            """;
    private static final Path FOLDER = Path.of("../../scenarios/limits");

    private final PackReader reader = new PackReader(Probes.shipped());

    @Test
    void every_field_is_read_and_what_a_limit_leaves_out_has_its_probes_default() {
        LimitPack pack = pack(GOOD);
        Limit limit = pack.limits().get(0);

        assertThat(limit.documented()).contains(new Quantity(10, LimitUnit.CONNECTIONS));
        assertThat(limit.reactions()).containsExactly(new Reaction.Close(4010, false));
        assertThat(limit.source().text()).isEqualTo("The limits page: table 1 (third party)");
        assertThat(limit.source().provenance()).isEqualTo(Provenance.THIRD_PARTY);
        assertThat(limit.behaviours()).containsExactly("7", "b2");
        assertThat(new Parameters(limit).whole("beyond")).isEqualTo(3);
        assertThat(new Parameters(limit).duration("frees")).hasSeconds(2);
        assertThat(new Parameters(limit).texts("phases")).contains("burst", "leak");
    }

    @Test
    void everything_that_is_wrong_is_told_at_once_each_at_its_line() {
        String wrong = GOOD.replace("service: signalling", "service: signaling")
                + GOOD.substring(GOOD.indexOf("  - id"))
                        .replace("document: limits", "document: limit")
                        .replace("unit: connections", "unit: bytes")
                        .replace("close: 4010, welcomed: false", "close: 4010, http: 429")
                        .replace("beyond: 3", "beyand: 3, frees: soon");

        assertThat(problems(wrong))
                .containsExactly(
                        "p.yaml:3: service: 'signaling' is not known; did you mean 'signalling'?",
                        "p.yaml:16: limits[1].id: 'connections' stands twice; give every limit an id of its own",
                        "p.yaml:19: limits[1].documented.unit: concurrent-boundary does not take bytes; "
                                + "write connections, or another probe",
                        "p.yaml:20: limits[1].reactions[0]: names close and http; "
                                + "write exactly one of accepted, close, error, http, silentDrop, stun",
                        "p.yaml:21: limits[1].source.document: 'limit' is none of the pack's documents; "
                                + "did you mean 'limits'?",
                        "p.yaml:24: limits[1].parameters.beyand: concurrent-boundary has no such parameter; "
                                + "did you mean 'beyond'?",
                        "p.yaml:24: limits[1].parameters.frees: 'soon' is not a duration, as 500ms, 15s, 2m or 1h; "
                                + "write a duration, as 500ms, 15s, 2m or 1h");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            probe: concurrent-boundary                   | probe: concurent-boundary    | no probe is called 'concurent-boundary'; did you mean 'concurrent-boundary'?
            documented: { value: 10, unit: connections } | recovery: at once            | documented: is missing; add it: concurrent-boundary needs a value, in connections
            unit: connections                            | unit: parsecs                | unit: 'parsecs' is not known
            value: 10                                    | value: 1.5                   | value: '1.5' is not a whole number
            value: 10                                    | value: 0                     | permits nobody; write 1 or more
            close: 4010, welcomed: false                 | close: 4010                  | names no way in which a connect is refused
            beyond: 3                                    | beyond: 0                    | is not from 1 to 10000
            beyond: 3                                    | phases: [brust]              | 'brust' is no phase of concurrent-boundary; did you mean 'burst'?
            scales: { value                              | scales: { valu               | is neither the value nor a parameter of concurrent-boundary
            subject: open connections                    | subjet: open connections     | unknown field; did you mean 'subject'?
            """)
    void a_limit_that_does_not_suit_its_probe_is_refused_with_a_hint(String good, String bad, String expected) {
        assertThat(problems(GOOD.replace(good, bad)))
                .anySatisfy(problem -> assertThat(problem).contains(expected));
    }

    @Test
    void a_pack_that_is_not_there_names_those_that_are() {
        assertThat(((Loaded.Invalid) reader.find("metered")).problems())
                .singleElement()
                .asString()
                .contains("known are metered-realtime");
        assertThat(((Loaded.Invalid) reader.find("no/such.yaml")).problems())
                .singleElement()
                .asString()
                .contains("there is no such file; see scenarios/limits/");
    }

    @Test
    void every_pack_in_the_folder_is_shipped_and_has_no_problem() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".yaml")))
                    .containsExactlyInAnyOrderElementsOf(ShippedPacks.NAMES.stream()
                            .map(name -> name + ".yaml")
                            .toList());
        }
        for (String name : ShippedPacks.NAMES) {
            assertThat(reader.find(name))
                    .isInstanceOfSatisfying(
                            Loaded.Valid.class,
                            valid -> assertThat(valid.pack().id()).isEqualTo(name));
            assertThat(reader.load(FOLDER.resolve(name + ".yaml"))).isEqualTo(reader.find(name));
        }
    }

    @Test
    void the_schema_knows_every_unit_and_reads_every_kind_of_reaction() throws IOException {
        JsonNode schema =
                new ObjectMapper().readTree(FOLDER.resolve("pack.schema.json").toFile());

        assertThat(schema.at("/$defs/limit/properties/documented/properties/unit/enum")
                        .valueStream()
                        .map(JsonNode::asText))
                .containsExactlyElementsOf(
                        Arrays.stream(LimitUnit.values()).map(LimitUnit::label).toList());
        String all =
                "reactions: [{ close: 4010, welcomed: false }, { http: 429, errorCode: rate_limited }, { error: x, "
                        + "connectionStays: false }, { stun: 486 }, { silentDrop: true }, { accepted: true }]";
        assertThat(pack(GOOD.replace("reactions: [{ close: 4010, welcomed: false }]", all))
                        .limits()
                        .get(0)
                        .reactions())
                .containsExactly(
                        new Reaction.Close(4010, false),
                        new Reaction.HttpStatus(429, "rate_limited"),
                        new Reaction.ErrorFrame("x", false),
                        new Reaction.StunError(486),
                        new Reaction.SilentDrop(true),
                        new Reaction.Accepted());
    }

    @Test
    void every_default_of_every_probe_is_of_its_own_kind_and_explained() {
        for (Probe probe : Probes.shipped().all()) {
            assertThat(probe.purpose()).isNotBlank();
            assertThat(probe.parameters())
                    .allSatisfy(parameter -> assertThat(parameter.help()).isNotBlank());
        }
    }

    @Test
    void a_pack_takes_the_values_of_a_target_that_is_scaled_down_and_says_so() {
        LimitPack scaled = PackScaling.bySettings(pack(GOOD), Map.of("maxConcurrentConnections", 4));

        assertThat(scaled.limits().get(0).documented()).contains(new Quantity(4, LimitUnit.CONNECTIONS));
        assertThat(scaled.limits().get(0).documentedText())
                .isEqualTo("4 connections, then close 4010 before the welcome [documented are 10 connections; "
                        + "maxConcurrentConnections of the target is 4]");
    }

    @Test
    void a_setting_that_is_as_documented_changes_nothing_also_if_it_is_written_otherwise() {
        LimitPack pack = pack(GOOD.replace("{ value: maxC", "{ frees: nested.patience, value: maxC"));
        Map<String, Object> settings = Map.of("maxConcurrentConnections", 10, "nested", Map.of("patience", "2000ms"));

        assertThat(PackScaling.bySettings(pack, settings)).isEqualTo(pack);
        assertThatThrownBy(() -> PackScaling.bySettings(pack, Map.of("maxConcurrentConnections", 10)))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContaining("nested.patience, which is no setting of the target");
    }

    @Property
    void no_mixture_of_a_packs_lines_makes_the_reader_throw(
            @ForAll @Size(max = 30) List<@IntRange(max = 16) Integer> order, @ForAll @IntRange(max = 6) int indent) {
        List<String> lines = GOOD.lines().toList();
        String mixed = order.stream()
                .map(i -> " ".repeat(indent * (i % 2)) + lines.get(i % lines.size()))
                .collect(Collectors.joining("\n"));

        assertThat(reader.parse("p.yaml", mixed)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"limits: { a: b }", "limits: [1, x, []]", "limits: [{ reactions: { close: 1 } }]", "documents: 5"
            })
    void a_value_of_another_shape_is_a_problem(String line) {
        assertThat(problems(GOOD.substring(0, GOOD.indexOf("limits:\n  - id")) + line + "\n"))
                .isNotEmpty();
    }

    private LimitPack pack(String text) {
        Loaded loaded = reader.parse("p.yaml", text);
        assertThat(loaded).isInstanceOf(Loaded.Valid.class);
        return ((Loaded.Valid) loaded).pack();
    }

    private List<String> problems(String text) {
        return Optional.of(reader.parse("p.yaml", text))
                .map(Loaded.Invalid.class::cast)
                .orElseThrow()
                .problems()
                .stream()
                .map(Problem::toString)
                .toList();
    }
}
