package dev.plimsoll.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Secret;
import java.net.URI;
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
        assertThat(endpoint.toString()).isEqualTo("ws://127.0.0.1:1/v1");
        assertThat(new Endpoint.Presented.Token(new Secret("s")).toString()).doesNotContain("s]");
    }
}
