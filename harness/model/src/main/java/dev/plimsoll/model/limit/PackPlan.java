package dev.plimsoll.model.limit;

import dev.plimsoll.model.scenario.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What probing a pack will take, before anything is sent. */
public record PackPlan(String pack, List<Entry> entries) {
    public PackPlan {
        Objects.requireNonNull(pack, "pack");
        entries = List.copyOf(entries);
    }

    /**
     * @param skipped why it will not be probed; empty if it will
     * @param remarks what to know before, in sentences
     */
    public record Entry(Limit limit, Cost cost, String skipped, List<String> remarks) {
        public Entry {
            Objects.requireNonNull(limit, "limit");
            Objects.requireNonNull(cost, "cost");
            Objects.requireNonNull(skipped, "skipped");
            remarks = List.copyOf(remarks);
        }
    }

    public Cost total() {
        return entries.stream()
                .filter(entry -> entry.skipped().isEmpty())
                .map(Entry::cost)
                .reduce(Cost.NONE, Cost::then);
    }

    /** What of a budget it would pass, a sentence each. */
    public static List<String> beyond(Target.Budget budget, Cost total) {
        List<String> passed = new ArrayList<>();
        if (total.connects() > budget.connections()) {
            passed.add("it opens up to " + total.connects() + " connections, the budget has " + budget.connections());
        }
        if (total.messages() > budget.messages()) {
            passed.add("it sends up to " + total.messages() + " messages, the budget has " + budget.messages());
        }
        if (total.restCalls() > budget.calls()) {
            passed.add("it makes up to " + total.restCalls() + " calls, the budget has " + budget.calls());
        }
        if (total.allocations() > budget.allocations()) {
            passed.add(
                    "it makes up to " + total.allocations() + " allocations, the budget has " + budget.allocations());
        }
        if (total.time().compareTo(budget.duration()) > 0) {
            passed.add("it takes up to " + total.time().toSeconds() + " s, the budget has "
                    + budget.duration().toSeconds() + " s");
        }
        if (total.usd().filter(usd -> usd.compareTo(budget.usd()) > 0).isPresent()) {
            passed.add("it costs up to " + total.usd().get().toPlainString() + " USD, the budget has "
                    + budget.usd().toPlainString());
        }
        return passed;
    }
}
