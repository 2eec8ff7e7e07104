package dev.plimsoll.agents.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.signalling.frame.ServerFrame;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PresenceTest {
    private static final String SELF = "me";

    private final Presence presence = new Presence();

    @Test
    void who_is_there_already_joins_and_we_ourselves_do_not() {
        assertThat(after(List.of(SELF, "a"), List.of())).isEqualTo(change(List.of("a"), List.of()));
        assertThat(after(List.of("b"), List.of("a"))).isEqualTo(change(List.of("b"), List.of("a")));
    }

    @Test
    void the_first_frame_after_a_reconnect_is_the_whole_roster() {
        after(List.of("a", "b"), List.of());
        presence.subscribedAnew();

        assertThat(after(List.of("b", "c"), List.of())).isEqualTo(change(List.of("c"), List.of("a")));
    }

    @Test
    void an_empty_roster_after_a_reconnect_means_that_everybody_left() {
        after(List.of("a"), List.of());
        presence.subscribedAnew();

        assertThat(after(List.of(), List.of())).isEqualTo(change(List.of(), List.of("a")));
    }

    @Test
    void who_joins_twice_or_leaves_without_being_there_changes_nothing() {
        after(List.of("a"), List.of());

        assertThat(after(List.of("a"), List.of("z"))).isEqualTo(change(List.of(), List.of()));
    }

    @Property
    void after_a_reconnect_exactly_those_of_the_roster_are_there(
            @ForAll @Size(max = 6) Set<@AlphaChars @StringLength(min = 1, max = 2) String> before,
            @ForAll @Size(max = 6) Set<@AlphaChars @StringLength(min = 1, max = 2) String> now) {
        Presence fresh = new Presence();
        fresh.after(frame(List.copyOf(before), List.of()), "?");
        fresh.subscribedAnew();

        Presence.Change change = fresh.after(frame(List.copyOf(now), List.of()), "?");

        Set<String> known = new HashSet<>(before);
        known.removeAll(change.left());
        known.addAll(change.joined());
        assertThat(known).isEqualTo(now);
        assertThat(change.joined()).noneMatch(before::contains);
    }

    private Presence.Change after(List<String> joined, List<String> left) {
        return presence.after(frame(joined, left), SELF);
    }

    private static Presence.Change change(List<String> joined, List<String> left) {
        return new Presence.Change(joined, left);
    }

    private static ServerFrame.Presence frame(List<String> joined, List<String> left) {
        return new ServerFrame.Presence("room", members(joined), members(left));
    }

    private static List<ServerFrame.Member> members(List<String> ids) {
        return ids.stream()
                .map(id -> new ServerFrame.Member(id, Optional.empty()))
                .toList();
    }
}
