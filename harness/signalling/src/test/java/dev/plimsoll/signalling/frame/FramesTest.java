package dev.plimsoll.signalling.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plimsoll.signalling.ErrorCode;
import dev.plimsoll.signalling.frame.ClientFrameReader.Parsed;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FramesTest {
    private static final JsonNode DATA = JsonNodeFactory.instance.objectNode().put("n", 1);

    static Stream<ClientFrame> clientFrames() {
        return Stream.of(
                new ClientFrame.Subscribe("c", true, Optional.of("q1")),
                new ClientFrame.Subscribe("c", false, Optional.empty()),
                new ClientFrame.Unsubscribe("c", Optional.of("q2")),
                new ClientFrame.Publish("c", DATA, Optional.of("q3")),
                new ClientFrame.Publish("c", JsonNodeFactory.instance.nullNode(), Optional.empty()),
                new ClientFrame.Send("p", DATA, Optional.of("q4")),
                new ClientFrame.Ping());
    }

    @ParameterizedTest
    @MethodSource("clientFrames")
    void what_a_client_writes_the_service_reads(ClientFrame frame) {
        assertThat(ClientFrameReader.read(FrameWriter.write(frame))).isEqualTo(new Parsed.Valid(frame));
    }

    static Stream<ServerFrame> serverFrames() {
        return Stream.of(
                new ServerFrame.Welcome("p", OptionalLong.of(9), 8, 65_536, Optional.of(DATA)),
                new ServerFrame.Welcome("p", OptionalLong.empty(), 8, 65_536, Optional.empty()),
                new ServerFrame.Ack("q"),
                new ServerFrame.Failure(Optional.of("q"), "code", Optional.of("text")),
                new ServerFrame.Failure(Optional.empty(), "code", Optional.empty()),
                new ServerFrame.Message("c", "p", DATA, Optional.of(DATA)),
                new ServerFrame.Direct("p", DATA, Optional.empty()),
                new ServerFrame.Presence("c", List.of(new ServerFrame.Member("p", Optional.of(DATA))), List.of()),
                new ServerFrame.GoingAway(5),
                new ServerFrame.Pong());
    }

    @ParameterizedTest
    @MethodSource("serverFrames")
    void what_the_service_writes_a_client_reads(ServerFrame frame) {
        assertThat(ServerFrameReader.read(FrameWriter.write(frame))).contains(frame);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "nonsense; MALFORMED_MESSAGE",
                "[]; MALFORMED_MESSAGE",
                "{}; MALFORMED_MESSAGE",
                "{\"type\":1}; MALFORMED_MESSAGE",
                "{\"type\":\"ping\"} x; MALFORMED_MESSAGE",
                "{\"type\":\"dance\"}; UNKNOWN_TYPE",
                "{\"type\":\"subscribe\"}; INVALID_CHANNEL",
                "{\"type\":\"subscribe\",\"channel\":\"\"}; INVALID_CHANNEL",
                "{\"type\":\"subscribe\",\"channel\":\"a\\u0000\"}; INVALID_CHANNEL",
                "{\"type\":\"subscribe\",\"channel\":\"_SYSTEM/x\"}; CHANNEL_RESERVED",
                "{\"type\":\"publish\",\"channel\":\"c\"}; MISSING_DATA",
                "{\"type\":\"publish\",\"channel\":\"_system/x\"}; CHANNEL_RESERVED",
                "{\"type\":\"send\",\"to\":\"\u00e9\",\"data\":1}; INVALID_PEER_ID",
                "{\"type\":\"send\",\"to\":\"p\"}; MISSING_DATA",
                "{\"type\":\"subscribe\",\"channel\":\"\",\"requestId\":\"\"}; MALFORMED_MESSAGE"
            })
    void a_faulty_frame_gets_the_first_fault_of_the_fixed_order(String text, ErrorCode code) {
        assertThat(ClientFrameReader.read(text))
                .isInstanceOfSatisfying(
                        Parsed.Wrong.class, wrong -> assertThat(wrong.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource({"256, true", "257, false"})
    void a_channel_name_has_256_bytes_at_most(int bytes, boolean valid) {
        String frame = FrameWriter.write(new ClientFrame.Subscribe("x".repeat(bytes), false, Optional.empty()));

        assertThat(ClientFrameReader.read(frame) instanceof Parsed.Valid).isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"welcome\",\"peerId\":\"p\",\"serverTime\":1,\"maxMessageSize\":1}",
                "{\"type\":\"presence\",\"channel\":\"c\",\"joined\":[]}",
                "{\"type\":\"presence\",\"channel\":\"c\",\"joined\":[{}],\"left\":[]}",
                "{\"type\":\"message\",\"channel\":\"c\",\"from\":\"p\"}",
                "{\"type\":\"error\",\"code\":\"\"}",
                "{\"type\":\"ack\"}"
            })
    void a_frame_of_the_service_that_lacks_a_required_field_is_no_frame(String text) {
        assertThat(ServerFrameReader.read(text)).isEmpty();
    }

    @Property
    void no_text_makes_a_reader_throw(@ForAll String text) {
        assertThat(ClientFrameReader.read(text)).isNotNull();
        assertThat(ServerFrameReader.read(text)).isNotNull();
        assertThat(ClientFrameReader.read("{\"type\":\"send\",\"to\":" + text)).isNotNull();
    }
}
