package dev.plimsoll.report;

import dev.plimsoll.model.limit.Cost;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitPack;
import dev.plimsoll.model.limit.PackPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Packs and plans of packs, for a terminal. */
public final class PackText {
    private PackText() {}

    /** The limits of a pack, a line each. */
    public static String list(LimitPack pack) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("LIMIT", "DOCUMENTED", "PROBE"));
        pack.limits().forEach(limit -> rows.add(List.of(limit.id(), limit.documentedText(), limit.probe())));
        return pack.title() + " (" + pack.id() + "), " + limits(pack.limits().size()) + "\n" + TextTable.of(rows);
    }

    /** What probing a pack takes, limit by limit and in all. */
    public static String plan(PackPlan plan) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("LIMIT", "CONNECTS", "AT ONCE", "MESSAGES", "REST", "ALLOCATIONS", "TIME", "USD"));
        for (PackPlan.Entry entry : plan.entries()) {
            rows.add(entry.skipped().isEmpty() ? row(entry.limit().id(), entry.cost()) : skipped(entry));
        }
        rows.add(row("in all, at most", plan.total()));
        return "plan of " + plan.pack() + ", nothing is sent\n" + TextTable.of(rows) + remarks(plan);
    }

    /** A line for each remark, with the limits that it is about. */
    private static String remarks(PackPlan plan) {
        Map<String, List<String>> limits = new LinkedHashMap<>();
        plan.entries()
                .forEach(entry -> entry.remarks()
                        .forEach(remark -> limits.computeIfAbsent(remark, r -> new ArrayList<>())
                                .add(entry.limit().id())));
        return limits.entrySet().stream()
                .map(remark -> String.join(", ", remark.getValue()) + ": " + remark.getKey() + "\n")
                .collect(Collectors.joining());
    }

    private static List<String> skipped(PackPlan.Entry entry) {
        Limit limit = entry.limit();
        return List.of(limit.id(), "SKIPPED: " + entry.skipped());
    }

    private static List<String> row(String name, Cost cost) {
        return List.of(
                name,
                Texts.count(cost.connects()),
                Texts.count(cost.connections()),
                Texts.count(cost.messages()),
                Texts.count(cost.restCalls()),
                Texts.count(cost.allocations()),
                time(cost.time().toSeconds()),
                cost.usd().map(usd -> usd.toPlainString()).orElse("not known"));
    }

    private static String time(long seconds) {
        return String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60);
    }

    private static String limits(int count) {
        return count == 1 ? "1 limit" : count + " limits";
    }
}
