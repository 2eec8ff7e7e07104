package dev.plimsoll.model.plan;

import dev.plimsoll.model.scenario.Profile;
import dev.plimsoll.model.scenario.SignallingLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** When the connections of a load open and close: pure. */
final class Lifetimes {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private Lifetimes() {}

    /** All of them, in the order in which they open. */
    static List<Lifetime> of(SignallingLoad load) {
        Duration end = end(load);
        List<Lifetime> all = new ArrayList<>();
        if (load.profile() instanceof Profile.Arrivals arrivals) {
            all.addAll(arrivals(arrivals, end));
        } else {
            for (int slot = 0; slot < load.connections(); slot++) {
                all.add(new Lifetime(slot, opening(load, slot), end));
            }
        }
        if (load.profile() instanceof Profile.Spike spike) {
            all.addAll(extra(spike, load.connections(), end));
        }
        List<Lifetime> churned = churn(all, load, end);
        churned.sort(Comparator.comparing(Lifetime::openAt).thenComparing(Lifetime::slot));
        return churned;
    }

    /** When the load is over. */
    static Duration end(SignallingLoad load) {
        return load.profile().complete().plus(load.hold());
    }

    private static Duration opening(SignallingLoad load, int slot) {
        int count = load.connections();
        if (load.profile() instanceof Profile.Steps steps) {
            long part = (long) slot * steps.count() / count;
            long first = (part * count + steps.count() - 1) / steps.count();
            long size = ((part + 1) * count + steps.count() - 1) / steps.count() - first;
            return steps.each()
                    .multipliedBy(part)
                    .plus(Profile.Steps.RISE.multipliedBy(slot - first).dividedBy(size));
        }
        return load.profile().complete().multipliedBy(slot).dividedBy(count);
    }

    private static List<Lifetime> extra(Profile.Spike spike, int firstSlot, Duration end) {
        Duration from = spike.over().plus(spike.at());
        Duration until = min(from.plus(SECOND).plus(spike.stay()), end);
        List<Lifetime> extra = new ArrayList<>();
        for (int i = 0; i < spike.extra(); i++) {
            extra.add(
                    new Lifetime(firstSlot + i, from.plus(SECOND.multipliedBy(i).dividedBy(spike.extra())), until));
        }
        return extra;
    }

    private static List<Lifetime> arrivals(Profile.Arrivals arrivals, Duration end) {
        int places = Math.max(1, arrivals.concurrency());
        List<Lifetime> all = new ArrayList<>();
        for (int i = 0; true; i++) {
            Duration openAt = Duration.ofNanos((long) (i * 1e9 / arrivals.perSecond()));
            if (openAt.compareTo(end) >= 0) {
                return all;
            }
            all.add(new Lifetime(i % places, openAt, min(openAt.plus(arrivals.stay()), end)));
        }
    }

    /** Replaces those that are in their places longest, one after another; an open model replaces itself. */
    private static List<Lifetime> churn(List<Lifetime> settled, SignallingLoad load, Duration end) {
        List<Lifetime> current = new ArrayList<>(settled);
        double rate = load.upkeep().churnPerSecond();
        if (rate <= 0 || load.profile() instanceof Profile.Arrivals) {
            return current;
        }
        List<Lifetime> replaced = new ArrayList<>();
        Duration last = end.minus(Planner.DRAIN);
        for (int i = 0; true; i++) {
            Duration at = load.profile().complete().plus(Duration.ofNanos((long) ((i + 1) * 1e9 / rate)));
            if (at.compareTo(last) >= 0) {
                current.addAll(replaced);
                return current;
            }
            int slot = i % load.connections();
            Lifetime leaving = current.get(slot);
            replaced.add(new Lifetime(slot, leaving.openAt(), at));
            current.set(slot, new Lifetime(slot, at, leaving.closeAt()));
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
