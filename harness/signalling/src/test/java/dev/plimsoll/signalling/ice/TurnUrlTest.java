package dev.plimsoll.signalling.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TurnUrlTest {
    @ParameterizedTest
    @CsvSource({
        "turn:a.example, turn:a.example:3478?transport=udp",
        "TURN:a.example?transport=TCP, turn:a.example:3478?transport=tcp",
        "turns:a.example, turns:a.example:5349?transport=tcp",
        "turns:a.example:443?transport=tcp, turns:a.example:443?transport=tcp",
        "turn:[2001:db8::1]:80, turn:[2001:db8::1]:80?transport=udp"
    })
    void a_url_is_read_with_its_defaults(String url, String full) {
        assertThat(TurnUrl.parse(url)).map(TurnUrl::toString).contains(full);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"stun:a.example", "turn:", "turn:a:0", "turn:a:70000", "turns:a?transport=udp", "turn:a b", ""})
    void what_is_no_turn_url_is_not_read(String url) {
        assertThat(TurnUrl.parse(url)).isEmpty();
    }

    @Test
    void a_detour_is_taken_however_the_url_is_written_and_by_nobody_else() {
        TurnDetours detours =
                new TurnDetours(Map.of("turn:a.example:3478?transport=udp", "turn:127.0.0.1:9?transport=udp"));
        IceServer server = new IceServer(
                List.of("turn:a.example", "turn:a.example?transport=tcp", "stun:a.example"),
                Optional.of("user"),
                Optional.empty());

        assertThat(detours.via(server).urls())
                .containsExactly("turn:127.0.0.1:9?transport=udp", "turn:a.example?transport=tcp", "stun:a.example");
        assertThat(detours.via(server).username()).contains("user");
    }
}
