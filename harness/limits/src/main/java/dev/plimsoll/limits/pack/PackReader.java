package dev.plimsoll.limits.pack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.document.DocumentKind;
import dev.plimsoll.document.Fault;
import dev.plimsoll.document.LocatedYaml;
import dev.plimsoll.document.Problem;
import dev.plimsoll.document.SchemaCheck;
import dev.plimsoll.document.YamlDocument;
import dev.plimsoll.limits.Probes;
import dev.plimsoll.model.limit.LimitPack;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads limit packs. Everything that is wrong with one is told at once, each with its line. */
public final class PackReader {
    /** Read once, when the first pack is: it takes longer than all else. */
    private static final class Schemas {
        private static final SchemaCheck PACK =
                SchemaCheck.resource(PackReader.class, "pack.schema.json", "scenarios/limits/pack.schema.json");
    }

    private final Probes probes;

    /** @param probes that packs may name */
    public PackReader(Probes probes) {
        this.probes = probes;
    }

    /** What came of reading. */
    public sealed interface Loaded {
        record Valid(LimitPack pack) implements Loaded {}

        record Invalid(List<Problem> problems) implements Loaded {}
    }

    /** @param nameOrFile what a person wrote: the name of a shipped pack, or a file */
    public Loaded find(String nameOrFile) {
        return ShippedPacks.text(nameOrFile)
                .map(text -> parse(ShippedPacks.file(nameOrFile), text))
                .orElseGet(() -> isName(nameOrFile) ? unknown(nameOrFile) : load(Path.of(nameOrFile)));
    }

    public Loaded load(Path file) {
        return loaded(file.toString(), YamlDocument.read(file, DocumentKind.LIMIT_PACK));
    }

    /** @param name what problems call the file */
    public Loaded parse(String name, String text) {
        return loaded(name, YamlDocument.parse(name, text, DocumentKind.LIMIT_PACK));
    }

    /** A word without a suffix or a folder is no file, unless there is one. */
    private static boolean isName(String text) {
        return text.matches("[A-Za-z0-9_-]+") && !Path.of(text).toFile().exists();
    }

    private static Loaded unknown(String name) {
        String hint = "known are " + String.join(", ", ShippedPacks.NAMES) + "; or name a file";
        return new Loaded.Invalid(List.of(new Problem(name, 0, "", "no limit pack is called that", hint)));
    }

    private Loaded loaded(String name, YamlDocument document) {
        return document instanceof YamlDocument.Parsed parsed
                ? check(name, parsed.yaml())
                : new Loaded.Invalid(List.of(((YamlDocument.Unreadable) document).problem()));
    }

    private Loaded check(String name, LocatedYaml yaml) {
        JsonNode root = yaml.root();
        List<Fault> ofSchema = Schemas.PACK.faults(root);
        PackFields fields = new PackFields(root);
        LimitPack read = fields.read();
        List<Fault> ofFields = Stream.concat(ofSchema.stream(), Fault.untold(fields.faults(), ofSchema))
                .toList();
        PackCheck check = new PackCheck(probes, ofFields);
        LimitPack complete = check.complete(read);
        List<Problem> problems =
                Problem.of(name, yaml, Stream.concat(ofFields.stream(), Fault.untold(check.faults(), ofFields)));
        return problems.isEmpty() ? new Loaded.Valid(complete) : new Loaded.Invalid(problems);
    }
}
