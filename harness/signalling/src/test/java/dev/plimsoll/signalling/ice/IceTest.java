package dev.plimsoll.signalling.ice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.model.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IceTest {
    @ParameterizedTest
    @CsvSource({
        "north, 1700003600, alice, wjwSXO2ch1B6VaLTLMy2Avn5O9o=",
        "s3cr3t-key, 2000000000, vu-000042, 8AzS68xPgFGq/r34hQlTXk90Hd8="
    })
    void credentials_are_those_of_the_turn_rest_draft(String secret, long expiry, String user, String credential) {
        TurnCredential minted = TurnCredential.mint(new Secret(secret), user, Instant.ofEpochSecond(expiry));

        assertThat(minted.username()).isEqualTo(expiry + ":" + user);
        assertThat(minted.credential().reveal()).isEqualTo(credential);
    }

    @Test
    void a_list_that_is_written_is_read_back() throws JsonProcessingException {
        List<IceServer> servers = List.of(
                new IceServer(List.of("stun:s:3478"), Optional.empty(), Optional.empty()),
                new IceServer(List.of("turn:t", "turns:t"), Optional.of("u"), Optional.of(new Secret("c"))));

        assertThat(read("{\"iceServers\":" + IceServers.write(servers) + "}")).contains(servers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"urls\":\"turn:a\"},{\"urls\":\"http://a\"}]",
                "[{\"urls\":\"turn:a\"},{\"urls\":[]}]",
                "[{\"urls\":\"turn:a\"},7]",
                "[{}]",
                "{}",
                "7"
            })
    void one_invalid_entry_voids_the_whole_list(String list) throws JsonProcessingException {
        assertThat(read("{\"iceServers\":" + list + "}")).isEmpty();
    }

    @Test
    void seventeen_entries_or_a_credential_that_is_too_long_void_the_list() throws JsonProcessingException {
        String entry = "{\"urls\":\"turn:a\"}";
        assertThat(read("{\"iceServers\":[" + String.join(",", java.util.Collections.nCopies(16, entry)) + "]}"))
                .isPresent();
        assertThat(read("{\"iceServers\":[" + String.join(",", java.util.Collections.nCopies(17, entry)) + "]}"))
                .isEmpty();
        assertThat(read("{\"iceServers\":[{\"urls\":\"turn:a\",\"credential\":\"" + "c".repeat(1025) + "\"}]}"))
                .isEmpty();
    }

    @Test
    void an_empty_list_is_a_list_and_no_metadata_is_none() throws JsonProcessingException {
        assertThat(read("{\"iceServers\":[]}")).contains(List.of());
        assertThat(IceServers.read(null)).isEmpty();
    }

    private static Optional<List<IceServer>> read(String json) throws JsonProcessingException {
        return IceServers.read(new ObjectMapper().readTree(json));
    }
}
