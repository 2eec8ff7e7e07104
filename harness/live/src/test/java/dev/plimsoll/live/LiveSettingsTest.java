package dev.plimsoll.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveSettingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.1.2.3", "localhost.example", "generator-7"})
    void other_machines_see_the_page_only_with_a_token(String host) {
        assertThatThrownBy(() -> new LiveSettings(host, 0, false, Optional.empty()))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContaining(host)
                .extracting(e -> ((PlimsollException) e).exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(new LiveSettings(host, 0, false, Optional.of(new Secret("0123456789abcdef"))).host())
                .isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.3.2.1", "localhost", "::1"})
    void this_machine_needs_none(String host) {
        assertThat(new LiveSettings(host, 0, false, Optional.empty()).token()).isEmpty();
    }

    @Test
    void a_token_that_is_easily_guessed_is_refused_and_not_repeated() {
        assertThatThrownBy(() -> new LiveSettings("0.0.0.0", 0, false, Optional.of(new Secret("s3cret"))))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContaining("too short")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void a_port_that_does_not_exist_is_refused(int port) {
        assertThatThrownBy(() -> new LiveSettings("127.0.0.1", port, false, Optional.empty()))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContaining(Integer.toString(port));
    }
}
