package dev.plimsoll.signalling.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.signalling.frame.ServerFrame.Member;
import dev.plimsoll.signalling.frame.ServerFrame.Presence;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RosterTest {
    private static List<Member> members(String... ids) {
        return Stream.of(ids).map(id -> new Member(id, Optional.empty())).toList();
    }

    private static Roster after(Presence... frames) {
        Roster roster = Roster.unknown("room");
        for (Presence frame : frames) {
            roster = roster.after(frame);
        }
        return roster;
    }

    @Test
    void it_is_known_from_the_first_frame_on_even_if_nobody_is_there() {
        assertThat(Roster.unknown("room").known()).isFalse();
        assertThat(after(new Presence("room", List.of(), List.of())).known()).isTrue();
    }

    @Test
    void it_follows_who_comes_and_goes() {
        Roster roster = after(
                new Presence("room", members("a", "b"), List.of()), new Presence("room", members("c"), members("a")));

        assertThat(roster.members()).containsOnlyKeys("b", "c");
        assertThat(roster.oddities()).isEmpty();
    }

    @Test
    void changes_that_do_not_fit_are_told() {
        Roster roster = after(
                new Presence("room", members("a"), List.of()), new Presence("room", members("a"), members("ghost")));

        assertThat(roster.oddities()).containsExactly("a joined and was there", "ghost left and was not there");
    }

    @Test
    void frames_of_other_channels_change_nothing() {
        assertThat(after(new Presence("elsewhere", members("a"), List.of()))).isEqualTo(Roster.unknown("room"));
    }
}
