package dev.plimsoll.model.impairment;

import dev.plimsoll.model.scenario.TurnTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** When which path has which profile, on the clock of the load. Of steps at the same time the one that stands later holds. */
public record ImpairmentPlan(List<ImpairmentStep> steps) {
    public static final ImpairmentPlan NONE = new ImpairmentPlan(List.of());

    /** Sorts the steps by time; the order of those at the same time stays. */
    public ImpairmentPlan {
        steps = steps.stream().sorted(Comparator.comparing(ImpairmentStep::at)).toList();
    }

    /** There is nothing to do, and no proxy is needed. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** The profile of a transport's paths; clear before the first step. */
    public PathProfile profile(TurnTransport transport, Duration elapsed) {
        PathProfile profile = PathProfile.CLEAR;
        for (ImpairmentStep step : steps) {
            if (step.at().compareTo(elapsed) <= 0 && step.transports().contains(transport)) {
                profile = step.profile();
            }
        }
        return profile;
    }

    /** When the next step comes after this time. */
    public Optional<Duration> nextAfter(Duration elapsed) {
        return steps.stream()
                .map(ImpairmentStep::at)
                .filter(at -> at.compareTo(elapsed) > 0)
                .findFirst();
    }

    /**
     * A time in which paths are not clear.
     *
     * @param name of their profile
     * @param from the start of the load
     * @param until another step replaces it; empty if none does
     */
    public record Stretch(String name, Set<TurnTransport> transports, Duration from, Optional<Duration> until) {
        public Stretch {
            transports = Set.copyOf(transports);
        }
    }

    /** When which paths are not clear, in the order of time; transports that share a step and its end are told together. */
    public List<Stretch> stretches() {
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (!steps.get(i).profile().isClear()) {
                stretches.addAll(stretches(i));
            }
        }
        return stretches;
    }

    private List<Stretch> stretches(int index) {
        ImpairmentStep step = steps.get(index);
        Map<Optional<Duration>, Set<TurnTransport>> byEnd = new LinkedHashMap<>();
        for (TurnTransport transport : new TreeSet<>(step.transports())) {
            byEnd.computeIfAbsent(replaced(index, transport), end -> EnumSet.noneOf(TurnTransport.class))
                    .add(transport);
        }
        byEnd.remove(Optional.of(step.at()));
        return byEnd.entrySet().stream()
                .map(entry -> new Stretch(step.profile().name(), entry.getValue(), step.at(), entry.getKey()))
                .toList();
    }

    private Optional<Duration> replaced(int index, TurnTransport transport) {
        return steps.subList(index + 1, steps.size()).stream()
                .filter(later -> later.transports().contains(transport))
                .map(ImpairmentStep::at)
                .findFirst();
    }
}
