package dev.plimsoll.sandbox.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How a list was asked for: which page, in which order, from when to when, with which text.
 *
 * @param page from 1 on
 */
record Listing(
        int page, int size, boolean ascending, Optional<Instant> from, Optional<Instant> to, Optional<String> search) {
    /** Cloudflare does not say how long a page is that nobody asked for. */
    private static final int DEFAULT_SIZE = 20;

    /** What is wrong with the parameters that all lists share. */
    static Optional<String> fault(Query query) {
        return Stream.of("page_no", "per_page")
                .filter(query::unreadableNumber)
                .map(name -> name + " must be a whole number from 1 on")
                .findFirst()
                .or(() -> Stream.of("start_time", "end_time")
                        .filter(query::unreadableTime)
                        .map(name -> name + " must be a time such as 2026-01-31T00:00:00Z")
                        .findFirst());
    }

    /** Reads parameters without {@link #fault}. */
    static Listing of(Query query) {
        return new Listing(
                query.number("page_no").orElse(1),
                query.number("per_page").orElse(DEFAULT_SIZE),
                query.first("sort_order").filter("ASC"::equals).isPresent(),
                query.time("start_time"),
                query.time("end_time"),
                query.first("search"));
    }

    boolean spans(Instant time) {
        return from.map(first -> !time.isBefore(first)).orElse(true)
                && to.map(last -> !time.isAfter(last)).orElse(true);
    }

    /** Whether one of the texts has the one that is searched for, in capitals or not. */
    boolean finds(String... texts) {
        return search.map(
                        wanted -> Stream.of(texts).anyMatch(text -> lower(text).contains(lower(wanted))))
                .orElse(true);
    }

    /** The page of what matched; {@code order} is that of an ascending list. */
    <T> Reply.Done answer(
            Stream<T> matched,
            Comparator<? super T> order,
            Function<? super T, ObjectNode> view,
            Function<ArrayNode, JsonNode> data) {
        List<T> all = matched.sorted(ascending ? order : order.reversed()).toList();
        long skipped = (page - 1L) * size;
        List<T> some = all.stream().skip(skipped).limit(size).toList();
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        some.forEach(item -> items.add(view.apply(item)));
        return new Reply.Done(200, data.apply(items), Optional.of(paging(all.size(), skipped, some.size())));
    }

    private static ObjectNode paging(int total, long skipped, int shown) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("total_count", total)
                .put("start_offset", shown == 0 ? 0 : skipped + 1)
                .put("end_offset", shown == 0 ? 0 : skipped + shown);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
