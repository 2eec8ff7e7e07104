package dev.plimsoll.cli.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.model.fault.FaultKind;
import dev.plimsoll.model.fault.FaultPlan;
import dev.plimsoll.model.fault.PlannedFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The part of a scenario that says what is done to calls, to records. */
final class FaultReader {
    private static final String HERE = "/faults/";

    private final JsonNode entries;
    private final LoadReader.Durations durations;
    private final LoadReader.Faults problems;
    private final Map<String, Integer> unnamed = new HashMap<>();

    FaultReader(JsonNode entries, LoadReader.Durations durations, LoadReader.Faults problems) {
        this.entries = entries;
        this.durations = durations;
        this.problems = problems;
    }

    FaultPlan read() {
        List<PlannedFault> faults = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            JsonNode entry = entries.get(i);
            String pointer = HERE + i;
            // What is no kind of fault is told by the schema.
            FaultKind.of(entry.path("what").asText()).ifPresent(kind -> {
                fitting(entry, kind, pointer);
                faults.add(fault(entry, kind, pointer));
            });
        }
        return new FaultPlan(faults);
    }

    private void fitting(JsonNode entry, FaultKind kind, String pointer) {
        if (entry.has("lasts") && !kind.isLasting()) {
            problems.fault(pointer + "/lasts", kind.label() + " is a moment", "leave it out");
        }
        if (entry.has("transports") && !kind.isOfPaths()) {
            problems.fault(
                    pointer + "/transports", kind.label() + " strikes every transport", "leave it out, or cut a path");
        }
    }

    private PlannedFault fault(JsonNode entry, FaultKind kind, String pointer) {
        return new PlannedFault(
                entry.has("name") ? entry.path("name").asText() : nameOf(kind),
                kind,
                durations.read(pointer + "/at", "0s"),
                read(pointer + "/lasts", PlannedFault.USUAL_LENGTH),
                Transports.named(entry.path("transports")),
                read(pointer + "/within", PlannedFault.USUAL_PATIENCE));
    }

    /** The second of a kind is {@code turn-stop-2}. */
    private String nameOf(FaultKind kind) {
        int count = unnamed.merge(kind.label(), 1, Integer::sum);
        return count == 1 ? kind.label() : kind.label() + "-" + count;
    }

    private Duration read(String pointer, Duration otherwise) {
        return durations.read(pointer, otherwise.toSeconds() + "s");
    }
}
