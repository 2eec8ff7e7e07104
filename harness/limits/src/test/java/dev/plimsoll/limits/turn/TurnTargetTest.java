package dev.plimsoll.limits.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.scenario.TurnTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TurnTargetTest {
    @ParameterizedTest
    @CsvSource({
        "turn:relay.example, relay.example, 3478, UDP",
        "turn:relay.example:80?transport=tcp, relay.example, 80, TCP",
        "turns:relay.example, relay.example, 5349, TLS",
        "turns:relay.example:443?transport=tcp, relay.example, 443, TLS",
        "TURN:127.0.0.1:3478?transport=udp, 127.0.0.1, 3478, UDP",
        "turn:[::1]:3479, ::1, 3479, UDP"
    })
    void ice_server_urls_are_read(String url, String host, int port, TurnTransport transport) {
        assertThat(TurnTarget.of(url)).isEqualTo(new TurnTarget(host, port, transport));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "stun:relay.example",
                "https://relay.example",
                "turn:user@relay.example",
                "turn:relay.example:0",
                "turn:relay.example:65536",
                "turn:relay.example?transport=sctp",
                "turns:relay.example?transport=udp"
            })
    void anything_else_is_refused_with_what_to_write_instead(String url) {
        assertThatThrownBy(() -> TurnTarget.of(url))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContaining("not a TURN URL");
    }

    @Test
    void a_target_prints_its_address_and_transport() {
        assertThat(TurnTarget.of("turns:[::1]")).hasToString("[::1]:5349/tls");
    }
}
