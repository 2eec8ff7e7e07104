package dev.plimsoll.model.limit;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * What the documents of one service promise, limit by limit.
 *
 * @param documents titles of what it was taken from
 */
public record LimitPack(String id, String title, ServiceKind service, List<String> documents, List<Limit> limits) {
    public LimitPack {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(service, "service");
        documents = List.copyOf(documents);
        limits = List.copyOf(limits);
    }

    /** The limits with these ids, in the pack's order. */
    public LimitPack only(Collection<String> ids) {
        List<Limit> kept =
                limits.stream().filter(limit -> ids.contains(limit.id())).toList();
        return new LimitPack(id, title, service, documents, kept);
    }

    /** Every limit changed. */
    public LimitPack map(UnaryOperator<Limit> change) {
        return new LimitPack(
                id, title, service, documents, limits.stream().map(change).toList());
    }

    public List<String> ids() {
        return limits.stream().map(Limit::id).toList();
    }
}
