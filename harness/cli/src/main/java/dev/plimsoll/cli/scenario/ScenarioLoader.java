package dev.plimsoll.cli.scenario;

import dev.plimsoll.model.scenario.Scenario;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads scenario files. Everything that is wrong with one is told at once, each with its line. */
public final class ScenarioLoader {
    private static final long LARGEST_FILE = 1 << 20;

    private final Secrets secrets;

    public ScenarioLoader(Secrets secrets) {
        this.secrets = secrets;
    }

    /** What came of loading. */
    public sealed interface Loaded {
        record Valid(Scenario scenario) implements Loaded {}

        record Invalid(List<Problem> problems) implements Loaded {}
    }

    public Loaded load(Path file) {
        if (!Files.exists(file)) {
            return invalid(file, "there is no such file", "see scenarios/ for examples");
        }
        if (!Files.isRegularFile(file)) {
            return invalid(file, "is not a file", "name a YAML file");
        }
        try {
            if (Files.size(file) > LARGEST_FILE) {
                return invalid(file, "is larger than 1 MiB", "a scenario is a short file");
            }
            return parse(file.toString(), decode(Files.readAllBytes(file)));
        } catch (CharacterCodingException e) {
            return invalid(file, "is not UTF-8 text", "save it as UTF-8");
        } catch (IOException e) {
            return invalid(file, "cannot be read", "check its permissions");
        }
    }

    /** @param name what problems call the file */
    Loaded parse(String name, String text) {
        LocatedYaml yaml;
        try {
            yaml = LocatedYaml.parse(text);
        } catch (LocatedYaml.Broken e) {
            return new Loaded.Invalid(List.of(
                    new Problem(name, e.line(), "", "is not YAML: " + e.getMessage(), "check the indentation")));
        }
        if (yaml.root() == null || yaml.root().isNull()) {
            return new Loaded.Invalid(
                    List.of(new Problem(name, 0, "", "is empty", "start from scenarios/quickstart.yaml")));
        }
        if (!yaml.root().isObject()) {
            return new Loaded.Invalid(List.of(
                    new Problem(name, 1, "", "is not a map of fields", "start from scenarios/quickstart.yaml")));
        }
        return check(name, yaml);
    }

    private Loaded check(String name, LocatedYaml yaml) {
        List<SchemaCheck.Fault> repeated = yaml.repeated().stream()
                .map(pointer -> new SchemaCheck.Fault(pointer, "stands twice", "keep one"))
                .toList();
        List<SchemaCheck.Fault> ofSchema = new SchemaCheck().faults(yaml.root());
        ScenarioReader reader = new ScenarioReader(yaml.root(), secrets);
        Scenario scenario = reader.read();
        // A field that the schema refuses reads as its default, so semantics would be judged on what nobody wrote.
        List<SchemaCheck.Fault> semantic = ofSchema.isEmpty() ? SemanticCheck.faults(scenario) : List.of();
        Set<String> told = ofSchema.stream().map(SchemaCheck.Fault::pointer).collect(Collectors.toSet());
        List<SchemaCheck.Fault> ofReader = reader.faults().stream()
                .filter(fault -> !told.contains(fault.pointer()))
                .toList();
        List<Problem> problems = Stream.of(repeated, ofSchema, ofReader, semantic)
                .flatMap(List::stream)
                .map(fault -> problem(name, yaml, fault))
                .distinct()
                .sorted(Comparator.comparingInt(Problem::line))
                .toList();
        return problems.isEmpty() ? new Loaded.Valid(scenario) : new Loaded.Invalid(problems);
    }

    private static Problem problem(String name, LocatedYaml yaml, SchemaCheck.Fault fault) {
        String path = fault.pointer()
                .replaceAll("/(\\d+)", "[$1]")
                .replaceFirst("^/", "")
                .replace('/', '.')
                .replace("~1", "/")
                .replace("~0", "~");
        return new Problem(name, yaml.lineOf(fault.pointer()), path, fault.what(), fault.hint());
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static Loaded invalid(Path file, String what, String hint) {
        return new Loaded.Invalid(List.of(new Problem(file.toString(), 0, "", what, hint)));
    }
}
