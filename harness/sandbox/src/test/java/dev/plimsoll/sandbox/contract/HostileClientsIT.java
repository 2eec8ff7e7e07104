package dev.plimsoll.sandbox.contract;

import static dev.plimsoll.sandbox.contract.Peer.publish;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients do that mean no good: each meets its documented end, and a well-behaved pair never notices. */
class HostileClientsIT {
    private static final String UNHURRIED =
            "bucketRate: 1000000\nbucketBurst: 1000000\nhandshakePatience: 1s\nmaxPendingBytes: 2000000";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LARGE = 60_000;
    /** The pair and the speaker. */
    private static final int WELL_BEHAVED = 3;

    private Service.Open service;
    private World world;
    private Peer speaker;
    private CalmPair pair;

    @BeforeEach
    void open() throws Exception {
        service = new Service.Local(List.of()).open(UNHURRIED);
        world = service.world();
        speaker = world.peer("speaker");
        pair = CalmPair.start(world, "calm");
    }

    @AfterEach
    void theWellBehavedPairIsUndisturbed() throws Exception {
        try {
            pair.stopAndCheck();
        } finally {
            service.close();
        }
    }

    private JsonNode state() throws Exception {
        return Peer.JSON.readTree(world.control("GET", "/state", "").body());
    }

    private long slowReadersClosed() throws Exception {
        return state().path("slowReadersClosed").asLong();
    }

    private int connections() throws Exception {
        return state().at("/apps/main/open").asInt();
    }

    private boolean eventually(java.util.concurrent.Callable<Boolean> condition) throws Exception {
        return Eventually.within(PATIENCE, condition);
    }

    private static RawPeer subscribed(World world, String peerId, String channel) throws Exception {
        RawPeer peer = RawPeer.connect(world, peerId);
        peer.text("{\"type\":\"subscribe\",\"channel\":\"" + channel + "\"}");
        return peer;
    }

    @Test
    void a_client_that_never_reads_is_cut_once_it_is_too_far_behind() throws Exception {
        RawPeer mute = subscribed(world, "mute", "flood");
        assertThat(eventually(() -> {
                    speaker.mustAck(publish("flood", "\"" + "x".repeat(LARGE) + "\""));
                    return slowReadersClosed() == 1;
                }))
                .isTrue();
        assertThat(eventually(() -> connections() == WELL_BEHAVED)).isTrue();
        assertThat(eventually(() -> state().path("pendingBytes").asLong() == 0)).isTrue();
        mute.close();
    }

    @Test
    void a_slow_reader_hears_1008_in_the_end() throws Exception {
        try (RawPeer slow = subscribed(world, "slow", "flood")) {
            assertThat(eventually(() -> {
                        speaker.mustAck(publish("flood", "\"" + "x".repeat(LARGE) + "\""));
                        return slowReadersClosed() == 1;
                    }))
                    .isTrue();
            assertThat(slow.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void frames_that_wait_are_bounded_in_number_as_well() throws Exception {
        world.control("PATCH", "/config", "{\"maxPendingBytes\":100000000,\"maxPendingFrames\":20}");
        try (RawPeer mute = subscribed(world, "mute", "flood")) {
            assertThat(eventually(() -> {
                        speaker.mustAck(publish("flood", "\"" + "x".repeat(LARGE) + "\""));
                        return slowReadersClosed() == 1;
                    }))
                    .isTrue();
            assertThat(mute.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void many_who_never_read_cannot_fill_the_heap_together() throws Exception {
        world.control("PATCH", "/config", "{\"maxPendingBytes\":100000000,\"maxPendingFrames\":100000}");
        long bound = Runtime.getRuntime().maxMemory() / 4;
        int most = (int) Math.min(40, bound / (16L << 20) + 2);
        List<RawPeer> mutes = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            mutes.add(subscribed(world, "mute" + i, "flood"));
        }
        assertThat(eventually(() -> {
                    for (int i = 0; i < 20; i++) {
                        speaker.mustAck(publish("flood", "\"" + "x".repeat(LARGE) + "\""));
                    }
                    assertThat(state().path("pendingBytes").asLong()).isLessThan(bound + (long) most * LARGE * 2);
                    return slowReadersClosed() > 0;
                }))
                .isTrue();
        for (RawPeer mute : mutes) {
            mute.close();
        }
    }

    @Test
    void a_flood_of_pings_whose_pongs_nobody_reads_ends() throws Exception {
        try (RawPeer flood = RawPeer.connect(world, "flood")) {
            byte[] payload = new byte[125];
            assertThat(eventually(() -> {
                        try {
                            for (int i = 0; i < 2_000; i++) {
                                flood.frame(RawPeer.PING, true, payload);
                            }
                        } catch (SocketException e) {
                            return true;
                        }
                        return slowReadersClosed() == 1;
                    }))
                    .isTrue();
        }
        assertThat(slowReadersClosed()).isEqualTo(1);
        assertThat(eventually(() -> connections() == WELL_BEHAVED)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {65_537, 1_000_000, 1 << 20})
    void a_frame_over_64_kb_is_closed_with_1009(int size) throws Exception {
        try (RawPeer peer = RawPeer.connect(world, "p")) {
            peer.frame(RawPeer.TEXT, true, new byte[size]);
            assertThat(peer.closeCode()).isEqualTo(1009);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {(1 << 20) + 1, Integer.MAX_VALUE, Long.MAX_VALUE})
    void a_frame_that_only_announces_more_than_the_codec_takes_ends_before_it_is_sent(long size) throws Exception {
        try (RawPeer peer = RawPeer.connect(world, "p")) {
            peer.head(RawPeer.TEXT, true, size);
            assertThat(peer.closeCode()).isIn(1009, RawPeer.CUT);
        }
    }

    @Test
    void a_message_in_fragments_is_one_frame_and_one_without_end_is_closed() throws Exception {
        Peer listener = world.peer("listener");
        listener.join("parts");
        try (RawPeer peer = RawPeer.connect(world, "p")) {
            peer.frame(RawPeer.TEXT, false, utf8("{\"type\":\"publish\",\"channel\":\"parts\","));
            peer.frame(RawPeer.PING, true);
            peer.frame(RawPeer.CONTINUATION, true, utf8("\"data\":\"in two parts\"}"));
            assertThat(listener.next("message").path("data").asText()).isEqualTo("in two parts");

            peer.frame(RawPeer.TEXT, false, new byte[LARGE]);
            assertThat(endless(peer)).isIn(1009, RawPeer.CUT);
        }
    }

    private static int endless(RawPeer peer) throws IOException {
        try {
            for (int i = 0; i < 1_000; i++) {
                peer.frame(RawPeer.CONTINUATION, false, new byte[LARGE]);
            }
        } catch (SocketException e) {
            return RawPeer.CUT;
        }
        return peer.closeCode();
    }

    @Test
    void who_does_not_answer_a_close_is_gone_all_the_same() throws Exception {
        speaker.join("room");
        try (RawPeer mute = subscribed(world, "mute", "room")) {
            speaker.next("presence");
            assertThat(mute.isOpen()).isTrue();
            assertThat(world.rest("DELETE", "/v1/peers/mute", "").body()).contains("\"closed\":1");
            assertThat(speaker.next("presence").at("/left/0/peerId").asText()).isEqualTo("mute");
            assertThat(world.rest("DELETE", "/v1/peers/mute", "").body()).contains("\"closed\":0");
            assertThat(world.usage().path("concurrentNow").asInt()).isEqualTo(WELL_BEHAVED);
        }
    }

    @Test
    void text_that_is_not_utf_8_is_closed_with_1007() throws Exception {
        try (RawPeer peer = RawPeer.connect(world, "p")) {
            peer.frame(RawPeer.TEXT, true, (byte) '"', (byte) 0xc3, (byte) 0x28, (byte) '"');
            assertThat(peer.closeCode()).isEqualTo(1007);
        }
    }

    @Test
    void a_binary_frame_is_closed_with_1008() throws Exception {
        try (RawPeer peer = RawPeer.connect(world, "p")) {
            peer.frame(2, true, new byte[100]);
            assertThat(peer.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void frames_that_break_the_websocket_protocol_are_closed_with_1002() throws Exception {
        try (RawPeer unmasked = RawPeer.connect(world, "unmasked");
                RawPeer reserved = RawPeer.connect(world, "reserved");
                RawPeer lost = RawPeer.connect(world, "lost")) {
            unmasked.raw((byte) 0x81, (byte) 2, (byte) '{', (byte) '}');
            reserved.frame(3, true, new byte[1]);
            lost.frame(RawPeer.CONTINUATION, true, new byte[1]);
            assertThat(unmasked.closeCode()).isEqualTo(1002);
            assertThat(reserved.closeCode()).isEqualTo(1002);
            assertThat(lost.closeCode()).isEqualTo(1002);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000\u0001\u0002\u0003\r\n\r\n",
                "GET /v1",
                "POST / HTTP/9.9\r\n\r\n",
                "GET /v1 HTTP/1.1\r\nA: "
            })
    void who_never_ends_a_handshake_is_cut(String garbage) throws Exception {
        try (RawPeer peer = RawPeer.dial(world)) {
            peer.raw(garbage);
            assertThat(peer.ends()).isTrue();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
