package dev.plimsoll.cli.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.document.DocumentKind;
import dev.plimsoll.document.Fault;
import dev.plimsoll.document.LocatedYaml;
import dev.plimsoll.document.Problem;
import dev.plimsoll.document.YamlDocument;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.sandbox.config.App;
import dev.plimsoll.sandbox.config.SandboxConfig;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.sandbox.config.TurnServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Settings of the sandbox, which stand in a scenario or in a file of their own. */
public final class SandboxSettings {
    private SandboxSettings() {}

    /** What came of loading. */
    public sealed interface Loaded {
        record Valid(SandboxConfig config) implements Loaded {}

        record Invalid(List<Problem> problems) implements Loaded {}
    }

    /** Reads a file that holds what may stand under {@code target.sandbox}. */
    public static Loaded load(Path file) {
        YamlDocument document = YamlDocument.read(file, DocumentKind.SCENARIO);
        if (document instanceof YamlDocument.Unreadable unreadable) {
            return new Loaded.Invalid(List.of(unreadable.problem()));
        }
        LocatedYaml yaml = ((YamlDocument.Parsed) document).yaml();
        List<Fault> ofSchema = ScenarioSchema.SANDBOX.faults(yaml.root());
        Stream<Fault> others = ofSchema.isEmpty() ? faults(yaml.root(), "").stream() : Stream.empty();
        List<Problem> problems = Problem.of(file.toString(), yaml, Stream.concat(ofSchema.stream(), others));
        return problems.isEmpty()
                ? new Loaded.Valid(SandboxConfigReader.read(yaml.root()))
                : new Loaded.Invalid(problems);
    }

    /** What is wrong with settings that fit the schema. */
    static List<Fault> faults(JsonNode settings, String pointer) {
        try {
            return faults(SandboxConfigReader.read(settings), pointer);
        } catch (PlimsollException e) {
            return List.of(new Fault(pointer, e.getMessage(), e.hint()));
        }
    }

    private static List<Fault> faults(SandboxConfig config, String pointer) {
        List<Fault> faults = new ArrayList<>();
        TurnServer turn = config.turnServer();
        if (turn.minPort() > turn.maxPort()) {
            faults.add(new Fault(pointer + "/turnServer/minPort", "is above maxPort", "write a smaller one"));
        }
        if (turn.bpsCapacity() > 0 && turn.maxBps() == 0) {
            faults.add(new Fault(
                    pointer + "/turnServer/bpsCapacity",
                    "needs maxBps, without which coturn does not start",
                    "add it"));
        }
        List<String> names = config.apps().stream().map(App::name).toList();
        if (names.stream().distinct().count() < names.size()) {
            faults.add(new Fault(pointer + "/apps", "name one app twice", "give every app a name of its own"));
        }
        return faults;
    }
}
