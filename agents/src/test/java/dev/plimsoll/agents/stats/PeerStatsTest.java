package dev.plimsoll.agents.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PeerStatsTest {
    @Test
    void the_selected_pair_is_the_one_that_the_transport_names() {
        PeerStats stats = PeerStats.read(Reports.call());

        SelectedPair pair = stats.selected().orElseThrow();
        assertThat(pair.id()).isEqualTo("CP2");
        assertThat(pair.localType()).isEqualTo("relay");
        assertThat(pair.remoteType()).isEqualTo("prflx");
        assertThat(pair.relayProtocol()).isEqualTo("tls");
        assertThat(pair.turnHost()).isEqualTo("turn.example.com");
        assertThat(pair.isRelay()).isTrue();
        assertThat(pair.numbers().get(Member.BYTES_SENT)).isEqualTo(5_000);
        assertThat(pair.numbers().get(Member.CURRENT_ROUND_TRIP_TIME)).isEqualTo(42);
        assertThat(pair.numbers().get(Member.SELECTED_CANDIDATE_PAIR_CHANGES)).isEqualTo(3);
        assertThat(pair.numbers().get(Member.AVAILABLE_OUTGOING_BITRATE)).isNull();
    }

    @Test
    void streams_have_what_the_far_end_reports_of_them_and_what_held_their_quality_down() {
        Stream sent = PeerStats.read(Reports.call()).outbound().get(0);

        assertThat(sent.kind()).isEqualTo("video");
        assertThat(sent.numbers().get(Member.PACKETS_SENT)).isEqualTo(300);
        assertThat(sent.numbers().get(Member.REMOTE_PACKETS_LOST)).isEqualTo(7);
        assertThat(sent.numbers().get(Member.REMOTE_ROUND_TRIP_TIME)).isEqualTo(55);
        assertThat(sent.numbers().get(Member.LIMITED_BY_CPU)).isEqualTo(1_500);
        assertThat(sent.numbers().get(Member.LIMITED_BY_BANDWIDTH)).isZero();
    }

    @Test
    void a_received_stream_is_read_in_milliseconds() {
        Stream received = PeerStats.read(Reports.call()).inbound().get(0);

        assertThat(received.numbers().get(Member.JITTER)).isEqualTo(4);
        assertThat(received.numbers().get(Member.JITTER_BUFFER_DELAY)).isEqualTo(480_000);
        assertThat(PeerStats.read(Reports.call()).audioPacketsReceived()).isEqualTo(500);
    }

    @Test
    void a_report_without_a_transport_has_no_selected_pair() {
        assertThat(PeerStats.read(Map.of())).isEqualTo(new PeerStats(java.util.Optional.empty(), List.of(), List.of()));
    }

    /** Any members may be absent, null, or of another type: what is left is read, and nothing throws. */
    @Property(tries = 300)
    void whatever_is_absent_is_absent_and_nothing_else(@ForAll java.util.Random random) {
        Map<String, StatsEntry> thinned = new HashMap<>();
        Reports.call().forEach((id, entry) -> {
            if (random.nextInt(4) > 0) {
                thinned.put(id, new StatsEntry(id, entry.type(), entry.atMicros(), thin(entry.attributes(), random)));
            }
        });

        PeerStats stats = PeerStats.read(thinned);

        stats.inbound()
                .forEach(stream -> assertThat(stream.numbers().get(Member.PACKETS_RECEIVED))
                        .isIn((Object) null, 500.0));
        stats.selected().ifPresent(pair -> assertThat(pair.localType()).isIn("", "relay"));
    }

    @Test
    void hosts_of_ice_urls_are_found() {
        List<String> hosts = new ArrayList<>();
        for (String url : List.of(
                "turn:127.0.0.1:3478?transport=udp",
                "turns:turn.example.com",
                "turn:[2001:db8::1]:443",
                "stun:a:1",
                "",
                "turn:[")) {
            hosts.add(SelectedPair.hostOf(url));
        }
        assertThat(hosts).containsExactly("127.0.0.1", "turn.example.com", "2001:db8::1", "a", "", "");
    }

    private static Map<String, Object> thin(Map<String, Object> attributes, java.util.Random random) {
        Map<String, Object> thinned = new HashMap<>();
        attributes.forEach((name, value) -> {
            switch (random.nextInt(6)) {
                case 0 -> thinned.put(name, null);
                case 1 -> thinned.put(name, new Object[] {"no", BigInteger.ONE});
                case 2 -> {
                    // Left out.
                }
                default -> thinned.put(name, value);
            }
        });
        return thinned;
    }
}
