package dev.plimsoll.simulations.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.signalling.frame.FrameWriter;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.signalling.frame.ServerFrameReader;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {
    private static final String PLAIN =
            "{\"type\":\"message\",\"channel\":\"c\",\"from\":\"p\",\"data\":{\"s\":7,\"t\":90,\"f\":\"xx\"}}";

    private static final List<String> PIECES = List.of(
            "",
            ",",
            "\"",
            "{",
            "}",
            ":",
            "\\",
            "\n",
            "0",
            "-1",
            "1e3",
            "\"s\":8",
            "\"t\":",
            ",\"channel\":\"d\"",
            ",\"x\":1");

    @Property
    void a_publish_of_the_load_is_told_at_a_glance(
            @ForAll @IntRange(min = 0) int sequence,
            @ForAll @LongRange(min = 0, max = 999_999_999_999_999_999L) long intended,
            @ForAll("plain_texts") String channel,
            @ForAll("plain_texts") String from) {
        Mark mark = new Mark(sequence, intended);
        String text = FrameWriter.write(new ServerFrame.Message(channel, from, mark.data("x"), Optional.empty()));

        assertThat(Delivery.glance(text)).contains(new Delivery(channel, from, mark));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"message\",\"data\":{\"f\":\"xx\",\"t\":90,\"s\":7},\"from\":\"p\",\"channel\":\"c\"}",
                "{\"type\":\"message\",\"channel\":\"c\",\"from\":\"p\",\"data\":{\"s\":7,\"t\":90}}"
            })
    void members_may_come_in_any_order(String text) {
        assertThat(Delivery.glance(text)).contains(new Delivery("c", "p", new Mark(7, 90)));
    }

    @Test
    void of_members_of_one_name_the_last_counts() {
        assertThat(Delivery.glance("{\"type\":\"message\",\"channel\":\"b\",\"from\":\"p\",\"data\":{\"s\":1,\"t\":1},"
                        + "\"channel\":\"c\",\"data\":{\"s\":6,\"s\":7,\"t\":90}}"))
                .contains(new Delivery("c", "p", new Mark(7, 90)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"type\":\"message\"}",
                "{\"type\":\"ack\",\"requestId\":\"p7@90\"}",
                "{\"type\":\"direct\",\"from\":\"p\",\"data\":{\"s\":7,\"t\":90}}",
                "{\"type\":\"message\",\"channel\":\"c\",\"from\":\"p\",\"data\":{\"s\":7}}",
                "{\"type\":\"message\",\"channel\":\"c\",\"from\":\"p\",\"data\":{}}",
                "{\"type\":\"message\",\"channel\":\"c\",\"from\":\"p\",\"data\":{\"s\":07,\"t\":90}}",
                "{\"type\":\"message\",\"channel\":\"c\",\"from\":\"p\",\"data\":{\"s\":07,\"s\":7,\"t\":90}}",
                "{\"type\":\"message\",\"channel\":\"c\",\"from\":\"p\",\"data\":{\"s\":,\"s\":7,\"t\":90}}",
                "{\"type\":\"message\",\"channel\":\"c\",\"from\":\"p\",\"data\":{\"t\":90},\"data\":{\"s\":7}}",
                "{\"type\":\"message\",\"channel\":\"c\",\"from\":\"p\",\"data\":{\"s\":7.0,\"t\":90}}",
                "{\"type\":\"message\",\"channel\":\"c\",\"from\":\"p\",\"data\":{\"s\":2147483648,\"t\":90}}",
                "{\"type\":\"message\",\"channel\":\"c\",\"from\":\"p\",\"data\":{\"s\":7,\"t\":9223372036854775808}}",
                "{\"type\":\"message\",\"channel\":\"c\\u0041\",\"from\":\"p\",\"data\":{\"s\":7,\"t\":90}}",
                "{\"type\":\"message\",\"channel\":\"c\",\"from\":\"p\",\"data\":{\"s\":7,\"t\":90}} ",
                "{\"type\":\"message\",\"channel\":\"c\",\"from\":\"p\",\"data\":{\"s\":7,\"t\":90},\"type\":\"ack\"}"
            })
    void what_is_anything_else_is_left_to_the_full_reading(String text) {
        assertThat(Delivery.glance(text)).isEmpty();
    }

    @Test
    void wherever_a_text_is_spoiled_a_glance_never_says_what_the_full_reading_does_not() {
        for (int place = 0; place <= PLAIN.length(); place++) {
            for (String first : PIECES) {
                for (String second : PIECES) {
                    holdsFor(PLAIN.substring(0, place) + first + second + PLAIN.substring(place));
                }
            }
        }
    }

    @Test
    void whatever_is_cut_out_of_a_text_a_glance_never_says_what_the_full_reading_does_not() {
        for (int from = 0; from <= PLAIN.length(); from++) {
            for (int to = from; to <= PLAIN.length(); to++) {
                holdsFor(PLAIN.substring(0, from) + PLAIN.substring(to));
            }
        }
    }

    private static void holdsFor(String text) {
        Delivery.glance(text).ifPresent(sight -> assertThat(read(text)).as(text).contains(sight));
    }

    @Provide
    Arbitrary<String> plain_texts() {
        return Arbitraries.strings()
                .withCharRange('#', '[')
                .withCharRange('\u00e0', '\u00ff')
                .ofMaxLength(20);
    }

    private static Optional<Delivery> read(String text) {
        return ServerFrameReader.read(text)
                .filter(ServerFrame.Message.class::isInstance)
                .map(ServerFrame.Message.class::cast)
                .flatMap(message ->
                        Mark.of(message.data()).map(mark -> new Delivery(message.channel(), message.from(), mark)));
    }
}
