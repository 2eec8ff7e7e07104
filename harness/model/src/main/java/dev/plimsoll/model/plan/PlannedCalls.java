package dev.plimsoll.model.plan;

import dev.plimsoll.model.scenario.AgentLoad;
import dev.plimsoll.model.scenario.TurnPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** When which calls are placed: pure. */
final class PlannedCalls {
    private final AgentLoad spec;

    private PlannedCalls(AgentLoad spec) {
        this.spec = spec;
    }

    /** Place by place, each with its calls in turn; the places of this segment begin one after the other at the set-ups' pace. */
    static List<PlannedPair> of(AgentLoad spec, Segment segment) {
        PlannedCalls calls = new PlannedCalls(spec);
        List<Slot> slots = calls.slots().toList();
        List<Slot> own = IntStream.range(0, slots.size())
                .filter(segment::holds)
                .mapToObj(slots::get)
                .toList();
        return IntStream.range(0, own.size())
                .boxed()
                .flatMap(i -> calls.inSlot(own.get(i), calls.beginOf(i)).stream())
                .toList();
    }

    private record Slot(TurnPath path, String name) {}

    private Stream<Slot> slots() {
        return spec.pairs().entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey()))
                .flatMap(entry -> IntStream.rangeClosed(1, entry.getValue())
                        .mapToObj(number ->
                                new Slot(entry.getKey(), entry.getKey().label() + "-" + number)));
    }

    private Duration beginOf(int position) {
        return Duration.ofNanos((long) (position / spec.setupsPerSecond() * 1e9));
    }

    private List<PlannedPair> inSlot(Slot slot, Duration first) {
        Duration left = spec.duration().minus(first);
        if (spec.callLength().isEmpty()) {
            return List.of(call(slot, slot.name(), first, left.isNegative() ? Duration.ZERO : left));
        }
        Duration length = spec.callLength().get();
        List<PlannedPair> calls = new ArrayList<>();
        Duration begin = first;
        while (begin.plus(length).compareTo(spec.duration()) <= 0) {
            calls.add(call(slot, slot.name() + "-" + (calls.size() + 1), begin, length));
            begin = begin.plus(length).plus(PlannedPair.REST);
        }
        return calls;
    }

    private static PlannedPair call(Slot slot, String id, Duration beginAt, Duration lasts) {
        return new PlannedPair(
                id,
                slot.name(),
                slot.path(),
                "call/" + id,
                "agent-" + id + "-caller",
                "agent-" + id + "-callee",
                beginAt,
                lasts);
    }
}
