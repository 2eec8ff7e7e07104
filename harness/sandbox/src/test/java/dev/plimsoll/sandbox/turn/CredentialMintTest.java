package dev.plimsoll.sandbox.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.plimsoll.model.Secret;
import dev.plimsoll.sandbox.config.LiveConfig;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.sandbox.fault.Faults;
import dev.plimsoll.sandbox.fault.Rules;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialMintTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final Map<String, Instant> ends = new LinkedHashMap<>();
    private final CredentialMint mint = mint();

    @Test
    void those_that_a_user_gets_in_one_second_end_apart() {
        TurnCredential first = mint.mint("alice", HOUR);
        mint.revoke(first.username());
        TurnCredential second = mint.mint("alice", HOUR);
        TurnCredential third = mint.mint("alice", HOUR);

        assertThat(ends)
                .containsOnly(
                        entry(first.username(), NOW),
                        entry(second.username(), NOW.plus(HOUR)),
                        entry(third.username(), NOW.plus(HOUR)));
        assertThat(ends.keySet()).allSatisfy(username -> assertThat(username).endsWith(":alice"));
    }

    @Test
    void what_was_not_minted_cannot_be_revoked() {
        assertThat(mint.revoke("1767229200:alice")).isFalse();
        assertThat(ends).isEmpty();
    }

    private CredentialMint mint() {
        var config = SandboxConfigReader.yaml("turnApi: { cutoffDelay: 0s }");
        return new CredentialMint(
                new Rules(new LiveConfig(config), new Faults(config.faults())),
                new Secret("north"),
                new CredentialMint.Cutoff() {
                    @Override
                    public void at(Instant when, String username) {
                        ends.put(username, when);
                    }

                    @Override
                    public boolean knows(String username) {
                        return ends.containsKey(username);
                    }
                },
                () -> NOW);
    }
}
