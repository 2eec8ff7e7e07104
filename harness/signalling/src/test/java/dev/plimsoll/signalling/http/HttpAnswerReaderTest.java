package dev.plimsoll.signalling.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.signalling.http.HttpAnswerReader.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HttpAnswerReaderTest {
    private static final String BODY = "{\"error\":\"invalid_token\",\"message\":\"né\"}";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static HttpAnswer answer(String text, boolean ended) {
        return ((Reading.Answer) HttpAnswerReader.read(bytes(text), ended)).answer();
    }

    private static String sized(String body) {
        return "HTTP/1.1 401 Unauthorized\r\nContent-Length: " + bytes(body).length + "\r\n\r\n" + body;
    }

    private static String chunked(String body) {
        StringBuilder text = new StringBuilder("HTTP/1.1 429 Too Many\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int at = 0; at < body.length(); at += 7) {
            String chunk = body.substring(at, Math.min(at + 7, body.length()));
            text.append(Integer.toHexString(bytes(chunk).length))
                    .append(";x=y\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return text.append("0\r\n\r\n").toString();
    }

    @Test
    void status_headers_and_body_of_an_answer_are_read() {
        HttpAnswer answer =
                answer("HTTP/1.1 429\r\nretry-AFTER: 7\r\nX: a\r\nx:  b\r\nContent-Length: 2\r\n\r\nokand more", false);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(answer.headers()).containsEntry("x", List.of("a", "b"));
        assertThat(answer.body()).isEqualTo("ok");
        assertThat(answer.complete()).isTrue();
    }

    @Test
    void a_body_of_undeclared_length_ends_with_the_connection() {
        String text = "HTTP/1.0 503 Down\r\n\r\nto the end";

        assertThat(answer(text, false).complete()).isFalse();
        assertThat(answer(text, true)).isEqualTo(answer(text + "", true));
        assertThat(answer(text, true).complete()).isTrue();
        assertThat(answer(text, true).body()).isEqualTo("to the end");
    }

    @Test
    void a_granted_upgrade_has_no_body_whatever_follows() {
        HttpAnswer answer = answer("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\u0001\u0002", false);

        assertThat(answer.body()).isEmpty();
        assertThat(answer.complete()).isTrue();
    }

    @Test
    void what_is_no_http_is_known_as_soon_as_it_differs() {
        for (String text : List.of("SSH-2.0", "HTTP/2 200", "HTTP/1.1 abc\r\n", "\r\n", "x")) {
            assertThat(HttpAnswerReader.read(bytes(text), false)).as(text).isInstanceOf(Reading.NotHttp.class);
        }
        for (String text : List.of("", "HT", "HTTP/1.1 20", "HTTP/1.1 200 OK\r\nX: y\r\n")) {
            assertThat(HttpAnswerReader.read(bytes(text), false)).as(text).isInstanceOf(Reading.NoHead.class);
        }
    }

    @Property
    void an_answer_is_whole_with_its_last_byte_and_never_before(@ForAll("answers") String text, @ForAll int seed) {
        byte[] whole = bytes(text);
        byte[] part = Arrays.copyOf(whole, Math.floorMod(seed, whole.length));

        Reading early = HttpAnswerReader.read(part, false);

        assertThat(early).isNotInstanceOf(Reading.NotHttp.class);
        if (early instanceof Reading.Answer answer) {
            assertThat(answer.answer().complete()).isFalse();
            assertThat(BODY).startsWith(answer.answer().body().replace("\ufffd", ""));
        }
        assertThat(answer(text, false).body()).isEqualTo(BODY);
        assertThat(answer(text, false).complete()).isTrue();
        assertThat(answer(text, false).errorCode()).isEqualTo("invalid_token");
    }

    @Provide
    Arbitrary<String> answers() {
        return Arbitraries.of(sized(BODY), chunked(BODY).replaceFirst("\r\n$", ""));
    }

    @Property
    void no_bytes_are_too_much_for_the_reader(
            @ForAll byte[] junk, @ForAll boolean ended, @ForAll @IntRange(max = 3) int how) {
        List<String> starts = List.of(
                "",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n");
        byte[] start = bytes(starts.get(how));
        byte[] all = Arrays.copyOf(start, start.length + junk.length);
        System.arraycopy(junk, 0, all, start.length, junk.length);

        assertThat(HttpAnswerReader.read(all, ended)).isNotNull();
    }
}
