package dev.plimsoll.model.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class QuantitiesTest {
    @Test
    void quantities_are_read_as_people_write_them() {
        assertThat(Quantities.duration("500ms")).contains(Duration.ofMillis(500));
        assertThat(Quantities.duration("1.5s")).contains(Duration.ofMillis(1500));
        assertThat(Quantities.duration("2m")).contains(Duration.ofMinutes(2));
        assertThat(Quantities.rate("30/m")).contains(0.5);
        assertThat(Quantities.share("10%")).contains(0.1);
        assertThat(Quantities.share("0.1")).contains(0.1);
        assertThat(Quantities.size("4KiB")).contains(4096);
    }

    @Test
    void what_has_no_unit_or_a_wrong_one_is_nothing() {
        assertThat(Quantities.duration("15")).isEmpty();
        assertThat(Quantities.duration("15 parsecs")).isEmpty();
        assertThat(Quantities.duration("-1s")).isEmpty();
        assertThat(Quantities.share("101%")).isEmpty();
        assertThat(Quantities.size("999999MiB")).isEmpty();
        assertThat(Quantities.duration("999999999999h")).isEmpty();
    }

    @Property
    void no_text_makes_a_parser_throw(@ForAll String text) {
        assertThat(Quantities.duration(text)).isNotNull();
        assertThat(Quantities.rate(text)).isNotNull();
        assertThat(Quantities.share(text)).isNotNull();
        assertThat(Quantities.size(text)).isNotNull();
    }

    @Test
    void a_turn_url_tells_its_transport() {
        assertThat(TurnTransport.UDP.matches("turn:h:3478?transport=udp")).isTrue();
        assertThat(TurnTransport.UDP.matches("turn:h")).isTrue();
        assertThat(TurnTransport.UDP.matches("turn:h:3478?transport=tcp")).isFalse();
        assertThat(TurnTransport.TCP.matches("turn:h:3478?transport=tcp")).isTrue();
        assertThat(TurnTransport.TLS.matches("turns:h:5349?transport=tcp")).isTrue();
        assertThat(TurnTransport.TLS.matches("stun:h")).isFalse();
    }
}
