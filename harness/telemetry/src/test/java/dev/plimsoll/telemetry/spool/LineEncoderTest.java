package dev.plimsoll.telemetry.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LineEncoderTest {
    private final LineEncoder encoder = new LineEncoder(Map.of("scenario", "s=1", "run", "r 1"));

    @Test
    void a_line_has_the_tags_of_the_run_its_own_tags_fields_and_nanoseconds() {
        encoder.append(Point.of(Measurement.WS_CONNECT, 1_700_000_000_123_456_789L)
                .tag("source", "load")
                .tag("outcome", "accepted")
                .field("count", 12)
                .field("p50_ms", 1.25)
                .field("max_ms", -3.001)
                .build());

        assertThat(text())
                .isEqualTo("ws_connect,run=r\\ 1,scenario=s\\=1,source=load,outcome=accepted"
                        + " count=12,p50_ms=1.25,max_ms=-3.001 1700000000123456789\n");
    }

    @Test
    void what_line_protocol_cannot_hold_in_a_tag_does_not_reach_it() {
        assertThat(tag("a,b=c d")).isEqualTo("a\\,b\\=c\\ d");
        assertThat(tag("line\nbreak\r\\")).isEqualTo("line_break__");
        assertThat(tag("wëird, 名\n前")).isEqualTo("wëird\\,\\ 名_前");
    }

    @Test
    void an_empty_tag_is_left_out() {
        encoder.append(Point.of(Measurement.WS_CONNECTIONS, 1)
                .tag("source", "")
                .field("open", 0)
                .build());

        assertThat(text()).isEqualTo("ws_connections,run=r\\ 1,scenario=s\\=1 open=0 1\n");
    }

    @Property
    void every_number_reads_back_as_itself(@ForAll double value) {
        assertThat(Double.parseDouble(number(value))).isEqualTo(value + 0.0);
    }

    @Property
    void numbers_of_microseconds_are_written_as_people_write_them(
            @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) long micros) {
        String text = number(micros / 1e3);

        assertThat(Double.parseDouble(text)).isEqualTo(micros / 1e3);
        assertThat(text).matches("-?\\d+(\\.\\d{0,2}[1-9])?");
    }

    private static String number(double value) {
        LineBuffer buffer = new LineBuffer(4);
        buffer.number(value);
        return new String(buffer.bytes(), 0, buffer.length(), StandardCharsets.US_ASCII);
    }

    private static String tag(String value) {
        LineBuffer buffer = new LineBuffer(1);
        buffer.tagValue(value);
        return new String(buffer.bytes(), 0, buffer.length(), StandardCharsets.UTF_8);
    }

    private String text() {
        return new String(encoder.bytes(), 0, encoder.length(), StandardCharsets.UTF_8);
    }
}
