package dev.plimsoll.agents.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.ice.IceServer;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SharedSecretSourceTest {
    private static final Secret SECRET = new Secret("north");
    private static final List<String> URLS = List.of("turn:h:3478");
    private static final Instant NOW = Instant.ofEpochSecond(1_000);

    private final SharedSecretSource source = new SharedSecretSource(URLS, SECRET, () -> NOW);

    @Test
    void a_credential_is_made_of_its_end_its_user_and_the_secret() {
        assertThat(mint()).isEqualTo(serverFor("1060:a"));
    }

    @Test
    void a_user_never_gets_the_same_one_twice() {
        assertThat(List.of(mint(), mint())).containsExactly(serverFor("1060:a"), serverFor("1061:a"));
    }

    private IceServer mint() {
        return source.mint("a", Duration.ofSeconds(60)).join().get(0);
    }

    private static IceServer serverFor(String username) {
        Secret credential = TurnCredential.of(SECRET, username).credential();
        return new IceServer(URLS, Optional.of(username), Optional.of(credential));
    }
}
