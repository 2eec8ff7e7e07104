package dev.plimsoll.cli.scenario;

import dev.plimsoll.document.DocumentKind;
import dev.plimsoll.document.Fault;
import dev.plimsoll.document.LocatedYaml;
import dev.plimsoll.document.Problem;
import dev.plimsoll.document.YamlDocument;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.WatchSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads scenario files. Everything that is wrong with one is told at once, each with its line. */
public final class ScenarioLoader {
    private final Secrets secrets;

    public ScenarioLoader(Secrets secrets) {
        this.secrets = secrets;
    }

    /** What came of loading. */
    public sealed interface Loaded {
        /** @param watch how it is carried out for ever, if it is */
        record Valid(Scenario scenario, WatchSpec watch) implements Loaded {}

        record Invalid(List<Problem> problems) implements Loaded {}
    }

    public Loaded load(Path file) {
        return loaded(file.toString(), YamlDocument.read(file, DocumentKind.SCENARIO));
    }

    /** What is wrong with a scenario that was made of another, a sentence each. */
    public static List<String> problems(Scenario made) {
        return SemanticCheck.faults(made).stream().map(Fault::sentence).toList();
    }

    /** @param name what problems call the file */
    Loaded parse(String name, String text) {
        return loaded(name, YamlDocument.parse(name, text, DocumentKind.SCENARIO));
    }

    private Loaded loaded(String name, YamlDocument document) {
        return document instanceof YamlDocument.Parsed parsed
                ? check(name, parsed.yaml())
                : new Loaded.Invalid(List.of(((YamlDocument.Unreadable) document).problem()));
    }

    private Loaded check(String name, LocatedYaml yaml) {
        List<Fault> ofSchema = ScenarioSchema.SCENARIO.faults(yaml.root());
        ScenarioReader reader = new ScenarioReader(yaml.root(), secrets);
        Scenario scenario = reader.read();
        WatchSpec watch = reader.watch();
        List<Fault> ofFields = Stream.concat(ofSchema.stream(), Fault.untold(reader.faults(), ofSchema))
                .toList();
        Stream<Fault> semantic = Fault.untold(SemanticCheck.faults(scenario, ofFields, reader.limitPlaces()), ofFields);
        List<Problem> problems = Problem.of(name, yaml, Stream.concat(ofFields.stream(), semantic));
        return problems.isEmpty() ? new Loaded.Valid(scenario, watch) : new Loaded.Invalid(problems);
    }
}
