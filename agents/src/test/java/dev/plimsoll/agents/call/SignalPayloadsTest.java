package dev.plimsoll.agents.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.plimsoll.agents.call.SignalPayloads.Signal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalPayloadsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void a_description_is_read_as_it_was_written() {
        JsonNode payload = SignalPayloads.description(new RTCSessionDescription(RTCSdpType.OFFER, "v=0"));

        assertThat(payload)
                .hasToString("{\"type\":\"rtc-description\",\"description\":{\"type\":\"offer\",\"sdp\":\"v=0\"}}");
        Signal.Description read =
                (Signal.Description) SignalPayloads.read(payload).orElseThrow();
        assertThat(read.description().sdpType).isEqualTo(RTCSdpType.OFFER);
        assertThat(read.description().sdp).isEqualTo("v=0");
    }

    @Test
    void a_candidate_and_the_end_of_candidates_are_read_as_they_were_written() {
        JsonNode payload = SignalPayloads.candidate(new RTCIceCandidate("0", 0, "candidate:1"));

        Signal.Candidate read = (Signal.Candidate) SignalPayloads.read(payload).orElseThrow();
        assertThat(read.candidate().sdp).isEqualTo("candidate:1");
        assertThat(SignalPayloads.read(SignalPayloads.endOfCandidates())).contains(new Signal.EndOfCandidates());
    }

    @Test
    void metadata_of_a_track_is_told_and_taken_back() throws JsonProcessingException {
        JsonNode metadata = JsonNodeFactory.instance.objectNode().put("kind", "audio");
        JsonNode payload = SignalPayloads.trackMetadata("t", metadata);

        assertThat(payload)
                .hasToString("{\"__meteredTrackMeta\":{\"trackId\":\"t\",\"metadata\":{\"kind\":\"audio\"}}}");
        assertThat(SignalPayloads.read(payload)).contains(new Signal.TrackMetadata("t", Optional.of(metadata)));
        assertThat(read("{\"__meteredTrackMeta\":{\"trackId\":\"t\"}}"))
                .contains(new Signal.TrackMetadata("t", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "7",
                "[]",
                "{}",
                "{\"type\":\"rtc-ice\"}",
                "{\"type\":\"rtc-ice\",\"candidate\":7}",
                "{\"type\":\"rtc-ice\",\"candidate\":{}}",
                "{\"type\":\"rtc-description\",\"description\":{\"type\":\"rollback\",\"sdp\":\"\"}}",
                "{\"type\":\"rtc-description\",\"description\":{\"type\":\"pranswer\",\"sdp\":\"v=0\"}}",
                "{\"type\":\"rtc-description\",\"description\":{\"type\":\"offer\"}}",
                "{\"__meteredTrackMeta\":{\"trackId\":\"\"}}",
                "{\"__meteredTrackMeta\":{\"trackId\":\"t\",\"metadata\":[]}}",
                "{\"__meteredTrackMeta\":null}"
            })
    void anything_malformed_reads_as_nothing(String payload) throws JsonProcessingException {
        assertThat(read(payload)).isEmpty();
    }

    private static Optional<Signal> read(String json) throws JsonProcessingException {
        return SignalPayloads.read(JSON.readTree(json));
    }
}
