package dev.plimsoll.agents.stats;

import static dev.plimsoll.agents.stats.PathWatch.PathEvent.OFF_RELAY;
import static dev.plimsoll.agents.stats.PathWatch.PathEvent.ON_RELAY;
import static dev.plimsoll.agents.stats.PathWatch.PathEvent.PATH_CHANGED;
import static dev.plimsoll.agents.stats.PathWatch.PathEvent.PATH_FOUND;
import static dev.plimsoll.agents.stats.PathWatch.PathEvent.PATH_LOST;
import static dev.plimsoll.agents.stats.PathWatch.PathEvent.PROTOCOL_CHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PathWatchTest {
    private final PathWatch watch = new PathWatch(true);

    @Test
    void a_peer_that_stays_on_its_relay_has_no_events() {
        assertThat(watch.look(Optional.empty())).isEmpty();
        assertThat(watch.look(pair("a", "relay", "udp", 1))).isEmpty();
        assertThat(watch.look(pair("a", "relay", "udp", 1))).isEmpty();
    }

    @Test
    void leaving_the_relay_is_told_once_and_so_is_the_return() {
        watch.look(pair("a", "relay", "udp", 1));

        assertThat(watch.look(pair("b", "host", "", 2))).containsExactly(PATH_CHANGED, PROTOCOL_CHANGED, OFF_RELAY);
        assertThat(watch.look(pair("b", "host", "", 2))).isEmpty();
        assertThat(watch.look(pair("c", "relay", "udp", 3))).containsExactly(PATH_CHANGED, PROTOCOL_CHANGED, ON_RELAY);
    }

    @Test
    void a_peer_that_never_was_on_a_relay_is_off_it_from_its_first_path_on() {
        assertThat(watch.look(pair("a", "host", "", 1))).containsExactly(OFF_RELAY);
    }

    @Test
    void a_peer_that_may_go_any_way_is_never_off_relay() {
        PathWatch free = new PathWatch(false);

        assertThat(free.look(pair("a", "relay", "udp", 1))).isEmpty();
        assertThat(free.look(pair("b", "host", "", 2))).containsExactly(PATH_CHANGED, PROTOCOL_CHANGED);
    }

    @Test
    void a_fallback_to_another_protocol_is_told() {
        watch.look(pair("a", "relay", "udp", 1));

        assertThat(watch.look(pair("b", "relay", "tls", 2))).containsExactly(PATH_CHANGED, PROTOCOL_CHANGED);
    }

    @Test
    void a_change_back_and_forth_between_two_samples_is_seen_by_its_count() {
        watch.look(pair("a", "relay", "udp", 1));

        assertThat(watch.look(pair("a", "relay", "udp", 3))).containsExactly(PATH_CHANGED);
    }

    @Test
    void a_path_that_is_lost_and_found_is_told_each_once() {
        watch.look(pair("a", "relay", "udp", 1));

        assertThat(watch.look(Optional.empty())).containsExactly(PATH_LOST);
        assertThat(watch.look(Optional.empty())).isEmpty();
        assertThat(watch.look(pair("a", "relay", "udp", 1))).containsExactly(PATH_FOUND);
    }

    private static Optional<SelectedPair> pair(String id, String localType, String protocol, long changes) {
        Numbers numbers = Numbers.read(
                Map.of("selectedCandidatePairChanges", changes), Set.of(Member.SELECTED_CANDIDATE_PAIR_CHANGES));
        return Optional.of(new SelectedPair(id, localType, "relay", protocol, "", 1, numbers));
    }
}
