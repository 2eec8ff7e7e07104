package dev.plimsoll.model.limit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One statement of a service's documents that can be put to the test.
 *
 * @param id unique in its pack
 * @param subject what is limited, for people: {@code open connections of one app}
 * @param documented the value that holds for the target; empty where nobody states one
 * @param reactions of which any is right; empty where none is stated
 * @param recovery when what was refused is possible again, for people; empty if nothing is stated
 * @param behaviours which numbered statements of the source it covers
 * @param probe id of the probe that tests it
 * @param parameters of that probe: JSON values by name
 * @param scales which setting of a target governs the value or a parameter, by {@link #VALUE} or the parameter's name
 * @param scaled what of it is not as documented because the target is set otherwise, a sentence each
 */
public record Limit(
        String id,
        String title,
        String subject,
        Optional<Quantity> documented,
        List<Reaction> reactions,
        String recovery,
        Source source,
        List<String> behaviours,
        String probe,
        Map<String, Object> parameters,
        Map<String, String> scales,
        List<String> scaled) {
    /** Names the documented value among what can be scaled. */
    public static final String VALUE = "value";

    public Limit {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(documented, "documented");
        reactions = List.copyOf(reactions);
        Objects.requireNonNull(recovery, "recovery");
        Objects.requireNonNull(source, "source");
        behaviours = List.copyOf(behaviours);
        Objects.requireNonNull(probe, "probe");
        // JSON has nulls, and their order is that of the file.
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        scales = Collections.unmodifiableMap(new LinkedHashMap<>(scales));
        scaled = List.copyOf(scaled);
    }

    /** What is documented and what should happen beyond it, for people: of a limit without a value, what it is about. */
    public String documentedText() {
        String value = documented.map(Quantity::text).orElse(reactions.isEmpty() ? title : "");
        String beyond = reactions.stream().map(Reaction::text).collect(Collectors.joining(" or "));
        String both = value.isEmpty() || beyond.isEmpty() ? value + beyond : value + ", then " + beyond;
        return scaled.isEmpty() ? both : both + " [" + String.join("; ", scaled) + "]";
    }

    /** As if this were documented, so that it can be tried. */
    public Limit as(Quantity value) {
        return new Limit(
                id,
                title,
                subject,
                Optional.of(value),
                reactions,
                recovery,
                source,
                behaviours,
                probe,
                parameters,
                scales,
                scaled);
    }

    /** With all parameters given, those that a pack leaves out included. */
    public Limit withParameters(Map<String, Object> all) {
        return new Limit(
                id, title, subject, documented, reactions, recovery, source, behaviours, probe, all, scales, scaled);
    }

    /** With another value, because of {@code why}. */
    public Limit withValue(long value, String why) {
        Quantity was = documented.orElseThrow(() -> new IllegalStateException(id + " has no value to scale"));
        return value == was.value()
                ? this
                : changed(
                        Optional.of(new Quantity(value, was.unit())),
                        parameters,
                        "documented are " + was.text() + "; " + why);
    }

    /** With another value of a parameter, because of {@code why}. */
    public Limit withParameter(String name, Object value, String why) {
        if (value.equals(parameters.get(name))) {
            return this;
        }
        Map<String, Object> others = new LinkedHashMap<>(parameters);
        others.put(name, value);
        return changed(documented, others, name + " is " + value + "; " + why);
    }

    private Limit changed(Optional<Quantity> value, Map<String, Object> others, String sentence) {
        List<String> sentences = new ArrayList<>(scaled);
        sentences.add(sentence);
        return new Limit(
                id, title, subject, value, reactions, recovery, source, behaviours, probe, others, scales, sentences);
    }
}
