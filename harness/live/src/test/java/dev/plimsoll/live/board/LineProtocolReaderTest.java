package dev.plimsoll.live.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;
import dev.plimsoll.telemetry.spool.LineProtocol;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineProtocolReaderTest {
    private static final long NOW = 5_000_000_000L;

    @Property(tries = 300)
    void what_the_spool_writes_is_read_back(
            @ForAll("tag_values") String outcome,
            @ForAll @DoubleRange(min = -1e12, max = 1e12) double value,
            @ForAll @LongRange(min = 0, max = 4_000_000_000_000_000_000L) long nanos) {
        Point point = Point.of(Measurement.WS_CONNECT, nanos)
                .tag("source", "load")
                .tag("outcome", outcome)
                .field("count", value)
                .field("p99_ms", value / 3)
                .build();

        var batch = LineProtocolReader.read(new LineProtocol(Map.of("run", "a b,c=d")).line(point) + "\n", 1, NOW);

        assertThat(batch.problems()).isEmpty();
        Sample sample = batch.samples().get(0);
        assertThat(sample.measurement()).isEqualTo("ws_connect");
        assertThat(sample.fields()).isEqualTo(point.fields());
        assertThat(sample.epochNanos()).isEqualTo(nanos);
        Map<String, String> tags = new TreeMap<>(Map.of("run", "a b,c=d", "source", "load"));
        if (!outcome.isEmpty()) {
            String encoded = new String(outcome.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            tags.put("outcome", encoded.replaceAll("[\\p{Cntrl}\\\\]", "_"));
        }
        assertThat(sample.tags()).isEqualTo(tags);
    }

    @Provide
    Arbitrary<String> tag_values() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(12),
                Arbitraries.strings().withChars("a\"\\,= \n").ofMaxLength(6));
    }

    @Test
    void integers_truth_values_and_texts_are_what_other_writers_send() {
        var batch = LineProtocolReader.read("m,t=x a=3i,b=t,c=\"a, b=\\\"c\\\"\",d=-1.5e3 7", 1_000_000_000L, NOW);

        assertThat(batch.samples())
                .containsExactly(
                        new Sample("m", Map.of("t", "x"), Map.of("a", 3.0, "b", 1.0, "d", -1500.0), 7_000_000_000L));
    }

    @Test
    void a_quotation_mark_in_a_tag_is_a_character_like_any_other() {
        assertThat(LineProtocolReader.read("m,t=\",u=a\"b,v=\" a=1 1", 1, NOW).samples())
                .containsExactly(new Sample("m", Map.of("t", "\"", "u", "a\"b", "v", "\""), Map.of("a", 1.0), 1));
    }

    @Test
    void a_line_without_a_time_is_of_now() {
        assertThat(LineProtocolReader.read("m a=1", 1, NOW).samples())
                .extracting(Sample::epochNanos)
                .containsExactly(NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m",
                "m a",
                "m a=",
                "m a=x",
                "m a=NaN",
                "m a=1 t",
                "m,t a=1",
                ",t=x a=1",
                "m a=\"x",
                "m a=1 2 3",
                "m a=1 99999999999999999999",
                "m a=Infinity",
                "m a=1d"
            })
    void a_wrong_line_is_told_and_its_neighbours_are_kept(String wrong) {
        var batch = LineProtocolReader.read("m a=1 1\n" + wrong + "\nm a=3 3\n", 1, NOW);

        assertThat(batch.samples()).extracting(Sample::epochNanos).containsExactly(1L, 3L);
        assertThat(batch.wrong()).isEqualTo(1);
        assertThat(batch.problems()).singleElement().asString().startsWith("line 2: ");
    }

    @Test
    void a_time_beyond_any_clock_is_a_wrong_line() {
        assertThat(LineProtocolReader.read("m a=1 9223372036854775807", 1_000, NOW)
                        .wrong())
                .isEqualTo(1);
    }

    @Property(tries = 500)
    void no_text_whatever_does_harm(@ForAll String text) {
        var batch = LineProtocolReader.read(text, 1, NOW);

        long lines = text.lines().count();
        assertThat(batch.samples().size() + batch.wrong()).isLessThanOrEqualTo((int) lines + 1);
    }
}
