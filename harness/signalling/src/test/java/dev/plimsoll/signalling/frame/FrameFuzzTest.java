package dev.plimsoll.signalling.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.signalling.frame.ClientFrameReader.Parsed;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that nobody meant to send. */
class FrameFuzzTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** JSON values of every kind, the awkward ones more often than chance would have it. */
    static Arbitrary<String> values() {
        Arbitrary<String> awkward = Arbitraries.of(
                "null",
                "true",
                "-0",
                "1e999",
                "1E-400",
                "123456789012345678901234567890",
                "0.10",
                "\"\"",
                "\"_system/x\"",
                "\"\\ud800\"",
                "\"\\u0000\"",
                "[]",
                "{}",
                "[".repeat(2_000),
                "[".repeat(500) + "]".repeat(500),
                "{\"a\":".repeat(1_200),
                "1".repeat(2_000),
                "1e99999999999",
                "NaN",
                "'x'",
                "/**/1",
                "\"" + "x".repeat(300) + "\"");
        Arbitrary<String> text = Arbitraries.strings().ofMaxLength(20).map(FrameFuzzTest::quoted);
        Arbitrary<String> number = Arbitraries.doubles().map(String::valueOf);
        return Arbitraries.oneOf(awkward, text, number);
    }

    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A frame's members in any order, any of them wrong, missing or twice; then a piece of it cut out. */
    @Provide
    static Arbitrary<String> frames() {
        Arbitrary<String> name =
                Arbitraries.of("type", "channel", "to", "data", "requestId", "includeSenderMetadata", "x", "");
        Arbitrary<String> type = Arbitraries.of("subscribe", "unsubscribe", "publish", "send", "ping", "dance")
                .map(FrameFuzzTest::quoted);
        Arbitrary<String> member = Combinators.combine(name, Arbitraries.oneOf(values(), type))
                .as((key, value) -> quoted(key) + ":" + value);
        Arbitrary<String> whole = Combinators.combine(type, member.list().ofMaxSize(6))
                .as((kind, members) ->
                        "{\"type\":" + kind + (members.isEmpty() ? "" : "," + String.join(",", members)) + "}");
        Arbitrary<Integer> cut = Arbitraries.integers().between(0, 60);
        return Arbitraries.oneOf(
                whole,
                values(),
                Combinators.combine(whole, cut, cut)
                        .as((text, from, length) -> new StringBuilder(text)
                                .delete(Math.min(from, text.length()), Math.min(from + length, text.length()))
                                .toString()));
    }

    @Property(tries = 5_000)
    void every_text_is_a_frame_that_can_be_written_again_or_has_a_documented_fault(@ForAll("frames") String text) {
        Parsed parsed = ClientFrameReader.read(text);

        if (parsed instanceof Parsed.Valid valid) {
            String written = FrameWriter.write(valid.frame());
            assertThat(ClientFrameReader.read(written))
                    .isInstanceOfSatisfying(
                            Parsed.Valid.class,
                            again ->
                                    assertThat(FrameWriter.write(again.frame())).isEqualTo(written));
        } else {
            assertThat(((Parsed.Wrong) parsed).message()).isNotBlank();
        }
    }

    @Property(tries = 2_000)
    void a_client_survives_whatever_a_service_says(@ForAll("frames") String text) {
        assertThat(ServerFrameReader.read(text)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0.10", "1E+999", "123456789012345678901234567890", "3.14159265358979323846264338327950288"})
    void a_number_reaches_its_receiver_as_it_was_written(String number) throws Exception {
        Parsed.Valid read = (Parsed.Valid)
                ClientFrameReader.read("{\"type\":\"publish\",\"channel\":\"c\",\"data\":" + number + "}");
        JsonNode data = ((ClientFrame.Publish) read.frame()).data();

        assertThat(data).hasToString(number);
    }
}
