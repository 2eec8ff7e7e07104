package dev.plimsoll.cli.scenario;

import dev.plimsoll.cli.scenario.SchemaCheck.Fault;
import dev.plimsoll.model.scenario.Scenario;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
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
            return invalid(file, Files.isDirectory(file) ? "is a folder" : "is not a file", "name a YAML file");
        }
        try {
            if (Files.size(file) > LARGEST_FILE) {
                return invalid(file, "is larger than 1 MiB", "a scenario is a short file");
            }
            return decode(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            return invalid(file, "cannot be read", "check its permissions");
        }
    }

    private Loaded decode(String name, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        if (StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError()) {
            int line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            return new Loaded.Invalid(
                    List.of(new Problem(name, line, "", "is not UTF-8 text", "save the file as UTF-8")));
        }
        return parse(name, out.flip().toString());
    }

    /** @param name what problems call the file */
    Loaded parse(String name, String text) {
        LocatedYaml yaml;
        try {
            yaml = LocatedYaml.parse(text);
        } catch (LocatedYaml.Broken e) {
            return new Loaded.Invalid(List.of(new Problem(name, e.line(), "", e.getMessage(), e.hint())));
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
        List<Fault> ofSchema = SchemaCheck.faults(yaml.root());
        ScenarioReader reader = new ScenarioReader(yaml.root(), secrets);
        Scenario scenario = reader.read();
        List<Fault> ofFields = Stream.concat(ofSchema.stream(), untold(reader.faults(), ofSchema))
                .toList();
        Stream<Fault> semantic = untold(SemanticCheck.faults(scenario, ofFields), ofFields);
        Stream<Problem> problems = Stream.concat(
                yaml.repeated().stream().map(repeated -> problem(name, repeated)),
                Stream.concat(ofFields.stream(), semantic).map(fault -> problem(name, yaml, fault)));
        List<Problem> sorted =
                problems.sorted(Comparator.comparingInt(Problem::line)).toList();
        return sorted.isEmpty() ? new Loaded.Valid(scenario) : new Loaded.Invalid(sorted);
    }

    private static Stream<Fault> untold(List<Fault> faults, List<Fault> told) {
        return faults.stream().filter(fault -> told.stream().noneMatch(known -> known.covers(fault.pointer())));
    }

    private static Problem problem(String name, LocatedYaml.Repeated repeated) {
        String what = "stands twice, first on line " + repeated.first();
        return new Problem(name, repeated.again(), Wording.path(repeated.pointer()), what, "keep one");
    }

    private static Problem problem(String name, LocatedYaml yaml, Fault fault) {
        int line = yaml.lineOf(fault.pointer());
        return new Problem(name, line, Wording.path(fault.pointer()), fault.what(), fault.hint());
    }

    private static Loaded invalid(Path file, String what, String hint) {
        return new Loaded.Invalid(List.of(new Problem(file.toString(), 0, "", what, hint)));
    }
}
