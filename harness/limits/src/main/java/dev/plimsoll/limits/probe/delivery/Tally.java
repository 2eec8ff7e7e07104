package dev.plimsoll.limits.probe.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one receiver got, held against what was sent to it: number by number of each sender, from 0. For one thread; no I/O.
 */
final class Tally {
    private final int each;
    private final Set<String> senders;
    private final Map<String, Integer> next = new HashMap<>();
    private final Map<String, Set<Integer>> got = new HashMap<>();
    private final List<String> oddities = new ArrayList<>();

    /** @param each how many every sender sends */
    Tally(Set<String> senders, int each) {
        this.senders = Set.copyOf(senders);
        this.each = each;
    }

    /** @param number -1 if what came does not say which it is */
    void arrived(String from, int number) {
        if (!senders.contains(from) || number < 0 || number >= each) {
            oddities.add("one of nobody: from " + from);
            return;
        }
        if (!got.computeIfAbsent(from, sender -> new HashSet<>()).add(number)) {
            oddities.add("number " + number + " of " + from + " twice");
        } else if (number < next.getOrDefault(from, 0)) {
            oddities.add("number " + number + " of " + from + " after a later one");
        }
        next.merge(from, number + 1, Math::max);
    }

    void odd(String what) {
        oddities.add(what);
    }

    /** What is missing and what was wrong, a sentence each; empty if everything came once and in order. */
    List<String> faults() {
        List<String> faults = new ArrayList<>(oddities);
        for (String sender : senders) {
            int missing = each - got.getOrDefault(sender, Set.of()).size();
            if (missing > 0) {
                faults.add(missing + " of " + sender + " did not come");
            }
        }
        return faults;
    }
}
