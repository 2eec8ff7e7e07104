package dev.plimsoll.live.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
    private static final String TOKEN = "0123456789abcdef";

    private final Guard open = new Guard(Optional.empty());
    private final Guard guarded = new Guard(Optional.of(new Secret(TOKEN)));

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8440", "127.0.0.1", "localhost:9", "LOCALHOST", "[::1]:8440", "127.1.2.3:1"})
    void names_of_this_machine_alone_are_answered_to(String host) {
        assertThat(open.see(host, null)).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "evil.example:8440",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "10.0.0.1:8440",
                "",
                "127.0.0.1@evil.example",
                "evil.example:127.0.0.1"
            })
    void a_name_that_was_made_to_point_here_finds_nothing(String host) {
        assertThat(open.see(host, null)).get().extracting(Guard.Refusal::status).isEqualTo(421);
    }

    @Test
    void once_there_is_a_token_everybody_is_asked_for_it() {
        assertThat(guarded.see("127.0.0.1", null))
                .get()
                .isEqualTo(new Guard.Refusal(401, "the token is the password; the user name does not matter", true));
        assertThat(guarded.see("10.0.0.1", basic("me:" + TOKEN))).isEmpty();
        assertThat(guarded.see("10.0.0.1", "Token " + TOKEN)).isEmpty();
        assertThat(guarded.see("10.0.0.1", "Bearer " + TOKEN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Token", "Token ", "Token 0123456789abcde", "Token 0123456789abcdef0", "Basic !!!", "Digest x"})
    void what_is_nearly_right_is_wrong(String authorization) {
        assertThat(guarded.see("127.0.0.1", authorization)).isPresent();
        assertThat(guarded.write("127.0.0.1", authorization)).isPresent();
        assertThat(guarded.see("127.0.0.1", basic("me:wrong"))).isPresent();
    }

    @Test
    void points_are_written_with_the_token_itself_never_with_a_password_that_a_browser_remembers() {
        assertThat(guarded.write("10.0.0.1", "Token " + TOKEN)).isEmpty();
        assertThat(guarded.write("10.0.0.1", basic("me:" + TOKEN)))
                .get()
                .extracting(Guard.Refusal::status)
                .isEqualTo(401);
        assertThat(open.write("127.0.0.1", "Token " + TOKEN))
                .get()
                .extracting(Guard.Refusal::status)
                .isEqualTo(403);
    }

    private static String basic(String both) {
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }
}
