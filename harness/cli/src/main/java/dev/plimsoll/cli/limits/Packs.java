package dev.plimsoll.cli.limits;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.document.Fault;
import dev.plimsoll.document.Nearest;
import dev.plimsoll.document.Problem;
import dev.plimsoll.document.Wording;
import dev.plimsoll.limits.Probe;
import dev.plimsoll.limits.Probes;
import dev.plimsoll.limits.pack.PackReader;
import dev.plimsoll.limits.pack.PackScaling;
import dev.plimsoll.limits.pack.Parameter;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitPack;
import dev.plimsoll.model.scenario.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/** Limit packs as a scenario or the command line uses them, with the values that hold for the target. */
public final class Packs {
    public static final Probes PROBES = Probes.shipped();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private Packs() {}

    /**
     * Reads an entry of a scenario's limits that names a pack; empty if it cannot be used.
     *
     * @param faults hears of everything that is wrong, the pack's own problems included
     */
    public static Optional<LimitPack> use(JsonNode entry, String pointer, Target target, Consumer<Fault> faults) {
        PackReader.Loaded loaded =
                new PackReader(PROBES).find(entry.path("pack").asText());
        if (loaded instanceof PackReader.Loaded.Invalid invalid) {
            invalid.problems().forEach(problem -> faults.accept(fault(problem, pointer + "/pack")));
            return Optional.empty();
        }
        LimitPack pack = ((PackReader.Loaded.Valid) loaded).pack();
        try {
            LimitPack scaled = scaled(pack, target);
            LimitPack valued = values(scaled, entry.path("values"), pointer + "/values", faults);
            return Optional.of(only(valued, entry.path("only"), pointer + "/only", faults));
        } catch (PlimsollException e) {
            faults.accept(new Fault(pointer, e.getMessage(), e.hint()));
            return Optional.empty();
        }
    }

    /** With the values that a sandbox is set to; a remote target has the documented ones. */
    public static LimitPack scaled(LimitPack pack, Target target) {
        return target instanceof Target.Sandbox sandbox ? PackScaling.bySettings(pack, Facts.settings(sandbox)) : pack;
    }

    private static Fault fault(Problem problem, String pointer) {
        String where = problem.file() + (problem.line() > 0 ? ":" + problem.line() : "") + ": "
                + (problem.path().isEmpty() ? "" : problem.path() + ": ");
        return new Fault(pointer, where + problem.what(), problem.hint());
    }

    private static LimitPack only(LimitPack pack, JsonNode only, String pointer, Consumer<Fault> faults) {
        if (!only.isArray()) {
            return pack;
        }
        List<String> ids = StreamSupport.stream(only.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        for (int i = 0; i < ids.size(); i++) {
            if (!pack.ids().contains(ids.get(i))) {
                faults.accept(unknownLimit(pack, ids.get(i), pointer + "/" + i));
            }
        }
        return pack.only(ids);
    }

    private static LimitPack values(LimitPack pack, JsonNode values, String pointer, Consumer<Fault> faults) {
        values.fieldNames().forEachRemaining(id -> {
            if (!pack.ids().contains(id)) {
                faults.accept(unknownLimit(pack, id, Wording.child(pointer, id)));
            }
        });
        return pack.map(limit -> {
            JsonNode said = values.path(limit.id());
            Map<String, Object> changes =
                    said.isObject() ? JSON.convertValue(said, MAP) : said.isNumber() ? number(said) : Map.of();
            return changed(limit, changes, pointer + "/" + limit.id(), faults);
        });
    }

    private static Map<String, Object> number(JsonNode said) {
        return Map.of(Limit.VALUE, said.numberValue());
    }

    private static Limit changed(Limit limit, Map<String, Object> changes, String pointer, Consumer<Fault> faults) {
        Probe probe = PROBES.of(limit.probe());
        Limit changed = limit;
        for (Map.Entry<String, Object> change : changes.entrySet()) {
            Optional<String> wrong = wrong(probe, limit, change.getKey(), change.getValue());
            if (wrong.isPresent()) {
                faults.accept(new Fault(
                        Wording.child(pointer, change.getKey()),
                        wrong.get(),
                        "see the parameters of " + probe.id() + " in docs/limits.md"));
            } else {
                changed = PackScaling.by(changed, change.getKey(), change.getValue());
            }
        }
        if (!changed.equals(limit)) {
            probe.faults(changed).forEach(fault -> faults.accept(new Fault(pointer, fault.what(), fault.hint())));
        }
        return changed;
    }

    private static Optional<String> wrong(Probe probe, Limit limit, String name, Object value) {
        if (name.equals(Limit.VALUE)) {
            if (limit.documented().isEmpty()) {
                return Optional.of("the limit has no value");
            }
            return Parameter.Kind.WHOLE.takes(value)
                    ? Optional.empty()
                    : Optional.of("is not " + Parameter.Kind.WHOLE.form());
        }
        Optional<Parameter> parameter = probe.parameters().stream()
                .filter(known -> known.name().equals(name))
                .findFirst();
        if (parameter.isEmpty()) {
            return Optional.of(probe.id() + " has no such parameter");
        }
        return value != null && parameter.get().kind().takes(value)
                ? Optional.empty()
                : Optional.of("is not " + parameter.get().kind().form());
    }

    /** The same for ids that stand on the command line. */
    public static Fault unknownLimit(LimitPack pack, String id, String pointer) {
        return new Fault(
                pointer, pack.id() + " has no limit " + Wording.show(id), Nearest.hint(id, new TreeSet<>(pack.ids())));
    }
}
