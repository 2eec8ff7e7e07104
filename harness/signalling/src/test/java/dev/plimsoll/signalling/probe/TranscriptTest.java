package dev.plimsoll.signalling.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.probe.Transcript.Line;
import dev.plimsoll.signalling.probe.Transcript.Speaker;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    @Test
    void what_is_written_holds_no_secret() {
        Transcript transcript = new Transcript(List.of(new Secret("garbage credential")));

        transcript.write(0, Speaker.CLIENT, "GET /v1?token=garbage%20credential");
        transcript.write(0, Speaker.SERVICE, "I do not know 'garbage credential'");
        transcript.write(0, Speaker.SERVICE, "{\"type\":\"welcome\",\"credential\":\"c2VjcmV0\"}");

        assertThat(transcript.lines())
                .extracting(Line::text)
                .containsExactly(
                        "GET /v1?token=***", "I do not know '***'", "{\"type\":\"welcome\",\"credential\":\"***\"}");
    }

    @Test
    void exchanges_are_told_together_by_their_times() {
        Line later = Line.of(3_500_000, Speaker.SERVICE, "ack", List.of());
        Line sooner = Line.of(2_000_000, Speaker.CLIENT, "ask", List.of());

        assertThat(Transcript.text(List.of(later, sooner), 1_000_000).lines())
                .containsExactly("+1.000 ms > ask", "+2.500 ms < ack");
    }

    @Property
    void the_first_and_the_latest_lines_are_kept_and_the_others_counted(@ForAll @IntRange(max = 500) int written) {
        Transcript transcript = new Transcript(List.of());
        for (int i = 0; i < written; i++) {
            transcript.write(i, Speaker.NARRATOR, "line");
        }
        int kept = Math.min(written, Transcript.FIRST + Transcript.LATEST);

        assertThat(transcript.lines()).hasSize(kept);
        assertThat(transcript.leftOut()).isEqualTo(written - kept);
        assertThat(transcript.lines().stream().map(Line::atNanos)).isSorted();
        assertThat(transcript.lines().stream().map(Line::atNanos).skip(Math.max(0, kept - 1)))
                .isEqualTo(Stream.of((long) written - 1).limit(written).toList());
    }

    @Test
    void a_long_text_is_one_bounded_line() {
        assertThat(Line.of(0, Speaker.CLIENT, "x".repeat(5_000_000), List.of()).text())
                .hasSizeLessThan(1_000)
                .endsWith("…");
    }
}
