package dev.plimsoll.model.fault;

import dev.plimsoll.model.impairment.ImpairmentPlan;
import dev.plimsoll.model.impairment.ImpairmentStep;
import dev.plimsoll.model.impairment.Link;
import dev.plimsoll.model.impairment.PathProfile;
import dev.plimsoll.model.scenario.TurnTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What is done to calls, and when, on the clock of the load; in the order of time. */
public record FaultPlan(List<PlannedFault> faults) {
    public static final FaultPlan NONE = new FaultPlan(List.of());

    public FaultPlan {
        faults = faults.stream().sorted(Comparator.comparing(PlannedFault::at)).toList();
    }

    public boolean isEmpty() {
        return faults.isEmpty();
    }

    /** How often every peer connects to the signalling service: once, and after each time that it is cut off. */
    public int connectsPerPeer() {
        return 1
                + (int) faults.stream()
                        .filter(fault -> fault.kind() == FaultKind.SIGNALLING_DROP)
                        .count();
    }

    /** What happens to paths in all: a fault of paths hides what the impairments say of its transports while it lasts. */
    public ImpairmentPlan over(ImpairmentPlan impairments) {
        if (faults.stream().noneMatch(fault -> fault.kind().isOfPaths())) {
            return impairments;
        }
        List<ImpairmentStep> steps = new ArrayList<>();
        Map<TurnTransport, PathProfile> current = new EnumMap<>(TurnTransport.class);
        for (Duration moment : moments(impairments)) {
            for (TurnTransport transport : TurnTransport.values()) {
                PathProfile profile = profile(impairments, transport, moment);
                if (!profile.equals(current.put(transport, profile))) {
                    steps.add(new ImpairmentStep(moment, Set.of(transport), profile));
                }
            }
        }
        return new ImpairmentPlan(steps);
    }

    private SortedSet<Duration> moments(ImpairmentPlan impairments) {
        SortedSet<Duration> moments = new TreeSet<>();
        impairments.steps().forEach(step -> moments.add(step.at()));
        faults.stream().filter(fault -> fault.kind().isOfPaths()).forEach(fault -> {
            moments.add(fault.at());
            moments.add(fault.end());
        });
        return moments;
    }

    private PathProfile profile(ImpairmentPlan impairments, TurnTransport transport, Duration elapsed) {
        return faults.stream()
                .filter(fault -> fault.strikes(transport, elapsed))
                .findFirst()
                .map(FaultPlan::profile)
                .orElseGet(() -> impairments.profile(transport, elapsed));
    }

    private static PathProfile profile(PlannedFault fault) {
        return fault.kind() == FaultKind.PATH_CUT
                ? new PathProfile(fault.name(), Link.CLEAR, Link.CLEAR, true)
                : PathProfile.both(fault.name(), Link.CLEAR.withBlackhole(true));
    }
}
