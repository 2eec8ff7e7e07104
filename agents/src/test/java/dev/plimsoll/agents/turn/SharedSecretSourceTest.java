package dev.plimsoll.agents.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedSecretSourceTest {
    private static final Instant START = Instant.ofEpochSecond(1_000);
    private static final Duration TTL = Duration.ofSeconds(60);

    private Instant now = START;
    private final SharedSecretSource source =
            new SharedSecretSource(List.of("turn:h:3478"), new Secret("north"), () -> now);

    @Test
    void a_credential_is_named_by_its_end_and_its_user() {
        assertThat(mint("a")).isEqualTo("1060:a");
        assertThat(mint("b")).isEqualTo("1060:b");
    }

    @Test
    void no_two_of_a_user_are_the_same_however_soon_they_follow() {
        assertThat(List.of(mint("a"), mint("a"), mint("a"))).containsExactly("1060:a", "1061:a", "1062:a");

        now = START.plusSeconds(1);
        assertThat(mint("a")).isEqualTo("1063:a");
        now = START.plusSeconds(10);
        assertThat(mint("a")).isEqualTo("1070:a");
    }

    private String mint(String user) {
        return source.mint(user, TTL).join().get(0).username().orElseThrow();
    }
}
