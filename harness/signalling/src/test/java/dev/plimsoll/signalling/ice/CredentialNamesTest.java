package dev.plimsoll.signalling.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CredentialNamesTest {
    private static final Instant START = Instant.ofEpochSecond(1_000);

    private Instant now = START;
    private final CredentialNames names = new CredentialNames(() -> now);

    @Test
    void a_credential_is_named_by_its_end_and_its_user() {
        assertThat(next("a")).isEqualTo("1060:a");
        assertThat(next("b")).isEqualTo("1060:b");
    }

    @Test
    void no_two_of_a_user_are_named_alike_however_soon_they_follow() {
        assertThat(List.of(next("a"), next("a"), next("a"))).containsExactly("1060:a", "1061:a", "1062:a");

        now = START.plusSeconds(1);
        assertThat(next("a")).isEqualTo("1063:a");
        now = START.plusSeconds(10);
        assertThat(next("a")).isEqualTo("1070:a");
    }

    @Test
    void a_short_one_is_not_named_as_long_as_a_long_one_before_it() {
        names.next("a", START.plus(Duration.ofHours(1)));

        assertThat(next("a")).isEqualTo("1060:a");
    }

    private String next(String user) {
        return names.next(user, now.plusSeconds(60));
    }
}
