package dev.plimsoll.limits.pack;

import dev.plimsoll.document.Fault;
import dev.plimsoll.document.Nearest;
import dev.plimsoll.document.Wording;
import dev.plimsoll.limits.LimitSearch;
import dev.plimsoll.limits.Probe;
import dev.plimsoll.limits.Probes;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitPack;
import dev.plimsoll.model.limit.LimitUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is wrong with a pack although each of its fields is well formed: mostly that its limits do not suit their probes.
 * Also fills in the defaults of parameters. Pure.
 */
final class PackCheck {
    private final Probes probes;
    private final List<Fault> known;
    private final List<Fault> faults = new ArrayList<>();

    /** @param known what is wrong with single fields, about which nothing more is said */
    PackCheck(Probes probes, List<Fault> known) {
        this.probes = probes;
        this.known = known;
    }

    List<Fault> faults() {
        return faults;
    }

    LimitPack complete(LimitPack pack) {
        Set<String> ids = new HashSet<>();
        List<Limit> complete = new ArrayList<>();
        for (int i = 0; i < pack.limits().size(); i++) {
            Limit limit = pack.limits().get(i);
            String pointer = "/limits/" + i;
            if (isSound(pointer + "/id") && !ids.add(limit.id())) {
                fault(pointer + "/id", Wording.show(limit.id()) + " stands twice", "give every limit an id of its own");
            }
            complete.add(isSound(pointer + "/probe") ? suited(limit, pointer) : limit);
        }
        return new LimitPack(pack.id(), pack.title(), pack.service(), pack.documents(), complete);
    }

    private Limit suited(Limit limit, String pointer) {
        Optional<Probe> probe = probes.byId(limit.probe());
        if (probe.isEmpty()) {
            Set<String> ids = new TreeSet<>();
            probes.all().forEach(there -> ids.add(there.id()));
            fault(
                    pointer + "/probe",
                    "no probe is called " + Wording.show(limit.probe()),
                    Nearest.hint(limit.probe(), ids));
            return limit;
        }
        int before = faults.size();
        value(limit, probe.get(), pointer);
        Limit filled = parameters(limit, probe.get(), pointer);
        scales(limit, probe.get(), pointer);
        if (faults.size() == before
                && known.stream().noneMatch(fault -> fault.pointer().startsWith(pointer + "/"))) {
            Limit tried =
                    LimitSearch.of(filled).map(search -> search.at(search.to())).orElse(filled);
            probe.get().faults(tried).forEach(fault -> fault(pointer + fault.pointer(), fault.what(), fault.hint()));
        }
        return filled;
    }

    private void value(Limit limit, Probe probe, String pointer) {
        if (!isSound(pointer + "/documented/unit") || !isSound(pointer + "/documented/value")) {
            return;
        }
        if (limit.parameters().containsKey(LimitSearch.PARAMETER)) {
            LimitSearch.faults(limit, probe)
                    .forEach(fault -> fault(pointer + fault.pointer(), fault.what(), fault.hint()));
            return;
        }
        if (limit.documented().isEmpty()) {
            if (probe.needsValue()) {
                fault(
                        pointer + "/documented",
                        "is missing",
                        "add it: " + probe.id() + " needs a value, in " + units(probe));
            }
            return;
        }
        LimitUnit unit = limit.documented().get().unit();
        if (probe.units().isEmpty()) {
            fault(pointer + "/documented", probe.id() + " takes no value", "leave it out");
        } else if (!probe.units().contains(unit)) {
            fault(
                    pointer + "/documented/unit",
                    probe.id() + " does not take " + unit.label(),
                    "write " + units(probe) + ", or another probe");
        }
    }

    private static String units(Probe probe) {
        return probe.units().stream().map(LimitUnit::label).sorted().collect(Collectors.joining(" or "));
    }

    private Limit parameters(Limit limit, Probe probe, String pointer) {
        Map<String, Parameter> declared = new LinkedHashMap<>();
        probe.parameters().forEach(parameter -> declared.put(parameter.name(), parameter));
        limit.parameters().forEach((name, value) -> {
            String here = Wording.child(pointer + "/parameters", name);
            Parameter parameter = declared.get(name);
            if (name.equals(LimitSearch.PARAMETER)) {
                return;
            }
            if (parameter == null) {
                fault(here, probe.id() + " has no such parameter", Nearest.hint(name, declared.keySet()));
            } else if (value == null || !parameter.kind().takes(value)) {
                fault(
                        here,
                        (value == null ? "nothing" : Wording.show(value.toString())) + " is not "
                                + parameter.kind().form(),
                        "write " + parameter.kind().form());
            }
        });
        Map<String, Object> filled = new LinkedHashMap<>(limit.parameters());
        declared.values().forEach(parameter -> {
            if (parameter.required() && !filled.containsKey(parameter.name())) {
                fault(
                        pointer + "/parameters/" + parameter.name(),
                        "is missing",
                        "add it: " + parameter.help() + ", " + parameter.kind().form());
            }
            parameter.otherwise().ifPresent(value -> filled.putIfAbsent(parameter.name(), value));
        });
        return limit.withParameters(filled);
    }

    private void scales(Limit limit, Probe probe, String pointer) {
        Set<String> names = new TreeSet<>();
        limit.documented().ifPresent(value -> names.add(Limit.VALUE));
        probe.parameters().forEach(parameter -> names.add(parameter.name()));
        for (String name : limit.scales().keySet()) {
            if (!names.contains(name)) {
                fault(
                        Wording.child(pointer + "/scales", name),
                        "is neither the value nor a parameter of " + probe.id(),
                        Nearest.hint(name, names));
            }
        }
    }

    private boolean isSound(String pointer) {
        return known.stream().noneMatch(fault -> fault.covers(pointer));
    }

    private void fault(String pointer, String what, String hint) {
        faults.add(new Fault(pointer, what, hint));
    }
}
