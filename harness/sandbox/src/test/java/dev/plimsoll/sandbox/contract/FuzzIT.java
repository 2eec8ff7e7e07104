package dev.plimsoll.sandbox.contract;

import static dev.plimsoll.sandbox.contract.Peer.publish;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.signalling.frame.ClientFrameReader;
import dev.plimsoll.signalling.frame.ClientFrameReader.Parsed;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Random input on a live connection: it is answered or ends, and a well-behaved pair never notices. */
class FuzzIT {
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "\\",
            "\\u",
            "\ud83d\ude00",
            "\u0000",
            "null",
            "1e999",
            "1e99999999999",
            "\"type\"",
            "\"publish\"",
            "\"subscribe\"",
            "\"send\"",
            "\"ping\"",
            "\"channel\"",
            "\"to\"",
            "\"data\"",
            "\"calm\"",
            "\"requestId\"",
            "{\"type\":\"publish\",\"channel\":\"fuzz\",\"data\":",
            "{\"type\":\"subscribe\",\"channel\":\"");
    private static final String DOCUMENTED_ERRORS = "malformed_message|unknown_type|invalid_channel|invalid_peer_id"
            + "|channel_reserved|missing_data|peer_not_found|channel_limit_exceeded";

    private static Service.Open service;
    private static CalmPair pair;

    @BeforeAll
    static void open() throws Exception {
        service = new Service.Local(List.of()).open("bucketRate: 1000000\nbucketBurst: 1000000\nconnectsPerIp: 1000");
        pair = CalmPair.start(service.world(), "quiet");
    }

    @AfterAll
    static void thePairIsUndisturbed() throws Exception {
        try {
            pair.stopAndCheck();
        } finally {
            service.close();
        }
    }

    @RepeatedTest(20)
    void text_of_any_kind_is_answered_on_a_connection_that_lasts(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        Peer fuzzer = service.world().peer("fuzzer" + repetition.getCurrentRepetition());
        for (int i = 0; i < 50; i++) {
            String text = text(random);
            fuzzer.send(text);
            JsonNode answer = fuzzer.untilAcked(publish("elsewhere", i));
            if (ClientFrameReader.read(text) instanceof Parsed.Wrong) {
                assertThat(answer.path("type").asText()).as(text).isEqualTo("error");
                assertThat(answer.path("code").asText()).as(text).matches(DOCUMENTED_ERRORS);
            }
        }
        assertThat(fuzzer.isClosed()).isFalse();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(random.nextInt(4) == 0 ? noise(random) : PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static String noise(Random random) {
        return random.ints(random.nextInt(40), 0, 0xd800)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @RepeatedTest(50)
    void bytes_of_any_kind_end_a_connection_with_a_documented_code_or_not_at_all(RepetitionInfo repetition)
            throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        try (RawPeer fuzzer = RawPeer.connect(service.world(), "raw" + repetition.getCurrentRepetition())) {
            byte[] noise = new byte[1 + random.nextInt(2_000)];
            random.nextBytes(noise);
            // Often a valid head, so that the noise is taken for a payload.
            if (random.nextBoolean()) {
                fuzzer.frame(random.nextInt(16), random.nextBoolean(), noise);
            }
            fuzzer.rawUnlessCut(noise);
            fuzzer.endOutput();
            assertThat(fuzzer.closeCode()).isIn(1002, 1007, 1008, 1009, RawPeer.CUT);
        }
    }
}
