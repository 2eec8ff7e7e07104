package dev.plimsoll.sandbox.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ListingTest {
    @Property
    void the_pages_together_show_everything_once_and_in_order(
            @ForAll @IntRange(max = 60) int items, @ForAll @IntRange(min = 1, max = 25) int size) {
        List<Integer> shown = new ArrayList<>();
        int pages = items / size + 1;
        for (int page = 1; page <= pages; page++) {
            Reply.Done answer = page(items, page, size);
            ObjectNode paging = answer.paging().orElseThrow();
            answer.data().forEach(item -> shown.add(item.get("i").asInt()));
            assertThat(paging.get("total_count").asInt()).isEqualTo(items);
            assertThat(paging.get("end_offset").asInt()).isEqualTo(answer.data().isEmpty() ? 0 : shown.size());
        }
        assertThat(shown).isEqualTo(IntStream.range(0, items).boxed().toList());
    }

    private static Reply.Done page(int items, int page, int size) {
        Query query = new Query(Map.of(
                "page_no",
                List.of(Integer.toString(page)),
                "per_page",
                List.of(Integer.toString(size)),
                "sort_order",
                List.of("ASC")));
        return Listing.of(query)
                .answer(
                        IntStream.range(0, items).boxed(),
                        Comparator.<Integer>naturalOrder(),
                        i -> Views.object().put("i", i),
                        all -> all);
    }
}
