package dev.plimsoll.signalling.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.Action;
import dev.plimsoll.signalling.auth.TokenVerifier.Verified;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
    private static final Secret SECRET = new Secret("sk_secret_0123456789abcdef0123456789");

    private final TokenVerifier verifier =
            new TokenVerifier(id -> id.equals("sk_id_1") ? Optional.of(SECRET) : Optional.empty());

    @Test
    void what_is_signed_is_read_back() {
        TokenClaims claims = new TokenClaims(
                "p",
                NOW.plusSeconds(60),
                Optional.of(List.of("a/*")),
                Optional.of(Set.of(Action.SEND)),
                Map.of("k", "v"),
                Map.of("role", "bot"));

        assertThat(verify(claims, "sk_id_1", SECRET)).isEqualTo(new Verified.Valid("sk_id_1", claims));
    }

    @Test
    void each_fault_of_a_token_has_its_own_answer() {
        TokenClaims claims = TokenClaims.of("p", NOW.plusSeconds(60));

        assertThat(verifier.verify(ReceivedToken.read("garbage"), NOW)).isInstanceOf(Verified.Unreadable.class);
        assertThat(verify(claims, "sk_id_2", SECRET)).isInstanceOf(Verified.Untrusted.class);
        assertThat(verify(claims, "sk_id_1", new Secret("another secret of enough bytes")))
                .isInstanceOf(Verified.Untrusted.class);
        assertThat(verify(TokenClaims.of("p", NOW), "sk_id_1", SECRET)).isInstanceOf(Verified.Expired.class);
        assertThat(verify(TokenClaims.of("p\u00e9", NOW.plusSeconds(60)), "sk_id_1", SECRET))
                .isInstanceOf(Verified.Untrusted.class);
    }

    @Test
    void a_signed_token_does_not_show_itself() {
        assertThat(new TokenSigner("sk_id_1", SECRET).sign(TokenClaims.of("p", NOW)))
                .hasToString("***");
    }

    private Verified verify(TokenClaims claims, String keyId, Secret secret) {
        return verifier.verify(
                ReceivedToken.read(new TokenSigner(keyId, secret).sign(claims).reveal()), NOW);
    }
}
