package dev.plimsoll.agents.media;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SdpCodecsTest {
    private static final String SDP = String.join(
            "\r\n",
            "v=0",
            "m=audio 9 UDP/TLS/RTP/SAVPF 111 0",
            "a=rtpmap:111 opus/48000/2",
            "a=rtpmap:0 PCMU/8000",
            "m=video 9 UDP/TLS/RTP/SAVPF 96 97 98 99",
            "a=rtpmap:96 VP8/90000",
            "a=rtpmap:97 rtx/90000",
            "a=rtpmap:98 VP9/90000",
            "a=rtpmap:99 vp9/90000",
            "");

    @Test
    void every_payload_type_of_the_codec_comes_first_and_the_others_keep_their_order() {
        assertThat(SdpCodecs.prefer(SDP, "video", "VP9"))
                .isEqualTo(SDP.replace("SAVPF 96 97 98 99", "SAVPF 98 99 96 97"));
    }

    @Test
    void a_codec_of_another_kind_or_of_none_changes_nothing() {
        assertThat(SdpCodecs.prefer(SDP, "video", "PCMU")).isEqualTo(SDP);
        assertThat(SdpCodecs.prefer(SDP, "video", "AV1")).isEqualTo(SDP);
        assertThat(SdpCodecs.prefer(SDP, "audio", "PCMU")).isEqualTo(SDP.replace("111 0", "0 111"));
    }

    @Property
    void what_is_no_description_passes_as_it_is(@ForAll String text) {
        assertThat(SdpCodecs.prefer(text, "video", "VP8")).hasSameSizeAs(text);
    }
}
