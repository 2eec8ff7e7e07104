package dev.plimsoll.bench.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageRoleTest {
    @Test
    void two_pages_hold_an_end_of_every_call_each() {
        assertThat(PageRole.twoPages(3))
                .containsExactly(new PageRole(true, List.of(0, 1, 2)), new PageRole(false, List.of(0, 1, 2)));
    }

    @Test
    void a_page_an_end_makes_two_pages_a_call() {
        assertThat(PageRole.pageAnEnd(2))
                .containsExactlyInAnyOrder(
                        new PageRole(true, List.of(0)),
                        new PageRole(false, List.of(0)),
                        new PageRole(true, List.of(1)),
                        new PageRole(false, List.of(1)));
    }
}
