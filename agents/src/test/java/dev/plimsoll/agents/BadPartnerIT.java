package dev.plimsoll.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.AgentOrder;
import dev.plimsoll.agents.control.CallSettings;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.signalling.ice.IceServer;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a partner or a TURN server does wrong, the call comes to a named outcome and the host lives. */
class BadPartnerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long SETUP_MS = 3_000;
    private static final long LONG_SETUP_MS = 20_000;
    private static final String GARBAGE_OFFER = """
            {"type": "rtc-description", "description": {"type": "offer", "sdp": "v=0 is what this is not"}}
            """;
    private static final String GARBAGE_ANSWER = GARBAGE_OFFER.replace("offer", "answer");
    private static final String GARBAGE_CANDIDATE = """
            {"type": "rtc-ice", "candidate": {"candidate": "candidate:%s", "sdpMid": "x", "sdpMLineIndex": 77}}
            """;

    private static TestPlace place;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        place = TestPlace.start();
    }

    @AfterAll
    static void stop() {
        place.close();
    }

    @Test
    void a_partner_that_does_not_come() throws Exception {
        try (TestHost host = host(SETUP_MS)) {
            assertThat(failure(host.placeOrders(List.of(caller("lonely"))))).isEqualTo("peer-absent");
        }
    }

    @Test
    void a_partner_that_never_answers() throws Exception {
        try (Stranger stranger = Stranger.on(place, "mute", "silent");
                TestHost host = host(SETUP_MS)) {
            host.placeOrders(List.of(caller("mute")));
            stranger.awaitCompany();

            assertThat(failure(host)).isEqualTo("no-answer");
        }
    }

    @Test
    void a_partner_that_never_offers() throws Exception {
        try (Stranger stranger = Stranger.on(place, "shy", "silent");
                TestHost host = host(SETUP_MS, false)) {
            host.placeOrders(List.of(callee("shy")));
            stranger.awaitCompany();

            assertThat(failure(host)).isEqualTo("no-offer");
        }
    }

    @Test
    void a_partner_that_leaves_before_the_call_is_up() throws Exception {
        try (TestHost host = host(SETUP_MS)) {
            try (Stranger stranger = Stranger.on(place, "fickle", "silent")) {
                host.placeOrders(List.of(caller("fickle")));
                stranger.awaitCompany();
            }
            assertThat(failure(host)).isEqualTo("peer-left");
        }
    }

    @Test
    void garbage_for_an_offer() throws Exception {
        try (Stranger stranger = Stranger.on(place, "offer", "babbler");
                TestHost host = host(SETUP_MS, false)) {
            host.placeOrders(List.of(callee("offer")));
            stranger.awaitCompany();
            stranger.tell("agent-offer", GARBAGE_OFFER);

            assertThat(failure(host)).isEqualTo("bad-description");
        }
    }

    @Test
    void garbage_for_an_answer() throws Exception {
        try (Stranger stranger = Stranger.on(place, "answer", "babbler");
                TestHost host = host(SETUP_MS, false)) {
            host.placeOrders(List.of(caller("answer")));
            stranger.awaitCompany();
            stranger.next(ServerFrame.Direct.class);
            stranger.tell("agent-answer", GARBAGE_ANSWER);

            assertThat(failure(host)).isEqualTo("bad-description");
        }
    }

    @Test
    void garbage_for_candidates_and_payloads_of_other_kinds_are_left_out() throws Exception {
        try (Stranger stranger = Stranger.on(place, "ice", "babbler");
                TestHost host = host(SETUP_MS)) {
            host.placeOrders(List.of(caller("ice")));
            stranger.awaitCompany();
            stranger.next(ServerFrame.Direct.class);
            stranger.tell("agent-ice", GARBAGE_CANDIDATE.formatted("nonsense"));
            stranger.tell("agent-ice", GARBAGE_CANDIDATE.formatted("x".repeat(60_000)));
            stranger.tell("agent-ice", "{\"type\": \"rtc-ice\"}");
            stranger.tell("agent-ice", "[1, {\"type\": 7}]");
            stranger.tell("agent-ice", "null");

            assertThat(failure(host)).isEqualTo("no-answer");
        }
    }

    @Test
    void a_turn_server_that_is_not_there_over_tcp_is_named_at_once() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        AgentEvent.PairFailed failed = unreachable("turn:127.0.0.1:" + port + "?transport=tcp", "tcp");
        assertThat(failed.reason()).isEqualTo("turn-701");
    }

    @Test
    void a_turn_server_that_is_silent_over_udp_is_named_by_our_own_timeout() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            AgentEvent.PairFailed failed =
                    unreachable("turn:127.0.0.1:" + silent.getLocalPort() + "?transport=udp", "udp");
            assertThat(failed.reason()).isEqualTo("turn-silent");
        }
    }

    @Test
    void servers_that_the_library_does_not_take_are_named() throws Exception {
        assertThat(unreachable("turn:127.0.0.1:99999?transport=udp", "udp").reason())
                .isEqualTo("ice-refused");
    }

    /** Both ends are ours; what fails is the way to the server. */
    private AgentEvent.PairFailed unreachable(String url, String path) throws Exception {
        TurnCredential credential =
                TurnCredential.mint(place.turnSecret(), "agent", Instant.now().plusSeconds(60));
        IceServer server =
                new IceServer(List.of(url), Optional.of(credential.username()), Optional.of(credential.credential()));
        AgentOrder.Begin begin = begin(LONG_SETUP_MS, false);
        try (TestHost host = TestHost.start(folder, begin, place.withServer(server))) {
            host.placeOrders(List.of(new AgentOrder.Pair("u", path, "u", "b-caller", "a-callee", PATIENCE.toMillis())));
            AgentEvent.PairFailed failed = host.await(AgentEvent.PairFailed.class, Duration.ofSeconds(12));
            host.awaitEnd(PATIENCE);
            return failed;
        }
    }

    private String failure(TestHost host) throws Exception {
        AgentEvent.PairFailed failed = host.await(AgentEvent.PairFailed.class, PATIENCE);
        host.awaitEnd(PATIENCE);
        assertThat(host.callEvents()).last().isInstanceOf(AgentEvent.AllEnded.class);
        return failed.reason();
    }

    private TestHost host(long setupMs) {
        return host(setupMs, true);
    }

    private TestHost host(long setupMs, boolean audio) {
        return TestHost.start(folder, begin(setupMs, audio), place.withTokens());
    }

    private static AgentOrder.Begin begin(long setupMs, boolean audio) {
        return new AgentOrder.Begin(
                place.sandbox().url().toString(), null, new CallSettings(5, audio, setupMs, true, true, false, false));
    }

    private static AgentOrder.Pair caller(String channel) {
        return new AgentOrder.Pair(channel, "udp", channel, "agent-" + channel, null, PATIENCE.toMillis());
    }

    private static AgentOrder.Pair callee(String channel) {
        return new AgentOrder.Pair(channel, "udp", channel, null, "agent-" + channel, PATIENCE.toMillis());
    }
}
