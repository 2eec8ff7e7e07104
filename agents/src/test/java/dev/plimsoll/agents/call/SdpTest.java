package dev.plimsoll.agents.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SdpTest {
    private static final String OFFER = """
            v=0\r
            a=group:BUNDLE 0\r
            m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r
            a=ice-ufrag:Zx1/\r
            a=ice-pwd:secret\r
            a=fingerprint:sha-256 AA:BB:CC\r
            m=audio 9 UDP/TLS/RTP/SAVPF 111\r
            a=ice-ufrag:other\r
            """;

    @Test
    void the_certificate_and_the_ice_session_are_those_of_the_first_transport() {
        assertThat(Sdp.fingerprint(OFFER)).contains("sha-256 AA:BB:CC");
        assertThat(Sdp.userFragment(OFFER)).contains("Zx1/");
    }

    @Test
    void what_is_no_description_has_neither() {
        assertThat(Sdp.fingerprint("a=fingerprint:")).isEmpty();
        assertThat(Sdp.userFragment("garbage a=ice-ufrag:x")).isEmpty();
    }
}
