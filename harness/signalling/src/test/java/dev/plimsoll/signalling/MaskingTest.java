package dev.plimsoll.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Secret;
import java.net.URI;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class MaskingTest {
    @Test
    void credentials_are_taken_out_of_urls_frames_and_sdp() {
        assertThat(Masking.mask("ws://h/v1?token=abc.def&x=1 failed")).isEqualTo("ws://h/v1?token=***&x=1 failed");
        assertThat(Masking.mask("?key=pk_live_1")).isEqualTo("?key=***");
        assertThat(Masking.mask("{\"credential\": \"c\", \"urls\": \"u\"}"))
                .isEqualTo("{\"credential\": \"***\", \"urls\": \"u\"}");
        assertThat(Masking.mask("a=ice-pwd:secret\r\na=mid:0")).isEqualTo("a=ice-pwd:***\r\na=mid:0");
        assertThat(Masking.mask("got eyJhbGciOi.eyJzdWIi.sig")).isEqualTo("got ***");
    }

    @Test
    void an_endpoint_shows_no_credential_and_encodes_it_as_javascript_does() {
        Endpoint endpoint = new Endpoint(URI.create("ws://127.0.0.1:1"));

        assertThat(endpoint.connectUri(new Endpoint.Presented.Token(new Secret("a b+c/="))))
                .hasToString("ws://127.0.0.1:1/v1?token=a%20b%2Bc%2F%3D");
        assertThat(endpoint.connectUri(new Endpoint.Presented.Both(new Secret("t?"), new Secret("k&"))))
                .hasToString("ws://127.0.0.1:1/v1?token=t%3F&key=k%26");
        assertThat(endpoint.connectUri(new Endpoint.Presented.Nothing())).hasToString("ws://127.0.0.1:1/v1");
        assertThat(endpoint.toString()).isEqualTo("ws://127.0.0.1:1/v1");
        assertThat(new Endpoint.Presented.Token(new Secret("s")).toString()).doesNotContain("s]");
    }

    @Test
    void a_credential_is_found_in_headers_in_nested_json_and_behind_escaped_quotes() {
        assertThat(Masking.mask("Authorization: Bearer sk_id_1:sk_secret_2, x"))
                .isEqualTo("Authorization: Bearer ***, x");
        assertThat(Masking.mask("{\"data\":\"{\\\"token\\\":\\\"abc\\\",\\\"n\\\":1}\"}"))
                .isEqualTo("{\"data\":\"{\\\"token\\\":\\\"***\\\",\\\"n\\\":1}\"}");
        assertThat(Masking.mask("{\"password\":\"a\\\"b\",\"n\":1}")).isEqualTo("{\"password\":\"***\",\"n\":1}");
        assertThat(Masking.mask("{\"token\":\"cut in the mid")).isEqualTo("{\"token\":\"***");
        assertThat(Masking.mask("POST /v1/turn/keys/k/credentials/179:me/revoke"))
                .isEqualTo("POST /v1/turn/keys/k/credentials/***/revoke");
        assertThat(Masking.mask("Set-Cookie: session=1; Path=/\r\nX: y")).isEqualTo("Set-Cookie: ***\r\nX: y");
    }

    @Test
    void a_value_of_nothing_but_escapes_is_masked_whatever_its_length() {
        assertThat(Masking.mask("{\"token\":\"" + "\\\"".repeat(200_000) + "\"}"))
                .isEqualTo("{\"token\":\"***\"}");
    }

    @Test
    void text_is_shortened_after_it_was_masked_so_that_no_secret_is_cut_open() {
        Secret secret = new Secret("0123456789");

        assertThat(Masking.excerpt("abc 0123456789", List.of(secret), 8)).isEqualTo("abc ***");
        assertThat(Masking.excerpt("abcdefghijk", List.of(secret), 4)).isEqualTo("abcd…");
    }

    @Property
    void a_known_secret_never_shows_as_it_is_or_encoded(
            @ForAll @StringLength(max = 40) String before,
            @ForAll @StringLength(min = 4, max = 60) @CharRange(from = '+', to = 'z') String value,
            @ForAll @StringLength(max = 40) String after) {
        String encoded = Endpoint.encode(value);

        String masked = Masking.mask(before + value + after + encoded, List.of(new Secret(value)));

        assertThat(masked).doesNotContain(value).doesNotContain(encoded);
    }
}
