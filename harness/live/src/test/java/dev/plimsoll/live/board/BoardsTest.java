package dev.plimsoll.live.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BoardsTest {
    private static final long NOW = 1_800_000_000L;

    private final Boards boards = new Boards("own");

    @Test
    void a_sample_goes_to_the_run_that_it_names_or_to_its_target() {
        boards.addOther(sample(Map.of("run", "r1", "target", "t"), NOW), NOW);
        boards.addOther(sample(Map.of("target", "t"), NOW), NOW);
        boards.addOther(sample(Map.of(), NOW), NOW);

        assertThat(boards.names()).containsExactly("own", "r1", "t", "unnamed");
        assertThat(boards.board("nobody")).isSameAs(boards.own());
    }

    @Test
    void one_run_too_many_is_turned_away_and_counted_until_another_has_been_silent_for_an_hour() {
        for (int i = 1; i < Boards.MOST; i++) {
            boards.addOther(sample(Map.of("run", "r" + i), NOW + i), NOW + i);
        }
        boards.addOther(sample(Map.of("run", "late"), NOW + 60), NOW + 60);
        assertThat(boards.names()).hasSize(Boards.MOST).doesNotContain("late");
        assertThat(boards.outside()).isEqualTo(1);

        long later = NOW + 1 + Board.SECONDS;
        boards.addOther(sample(Map.of("run", "late"), later), later);

        assertThat(boards.names()).hasSize(Boards.MOST).contains("late", "own").doesNotContain("r1");
    }

    private static Sample sample(Map<String, String> tags, long second) {
        return new Sample("ws_connections", tags, Map.of("open", 1.0), second * 1_000_000_000L);
    }
}
