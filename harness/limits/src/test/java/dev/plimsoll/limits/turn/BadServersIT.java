package dev.plimsoll.limits.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.limits.turn.stun.StunAttribute;
import dev.plimsoll.limits.turn.stun.StunClass;
import dev.plimsoll.limits.turn.stun.StunMessage;
import dev.plimsoll.limits.turn.stun.StunMethod;
import dev.plimsoll.limits.turn.stun.StunWriter;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.scenario.TurnTransport;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that are not there, silent, or wrong: each becomes a value, in bounded time. */
@Timeout(30)
class BadServersIT {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final TurnOptions OPTIONS = TurnOptions.within(Duration.ofMillis(700));
    private static final TurnCredential ALICE = new TurnCredential("9999999999:alice", new Secret("hush"));

    @Test
    void a_server_that_says_nothing_over_udp_is_silent_after_three_sends() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, LOOPBACK);
                TurnClient client = client(server.getLocalPort(), TurnTransport.UDP)) {
            TurnAnswer answer = client.bind();

            assertThat(answer).isInstanceOf(TurnAnswer.Silent.class);
            assertThat(answer.elapsed()).isBetween(Duration.ofMillis(690), Duration.ofSeconds(3));
            StunMessage first = receive(server);
            assertThat(receive(server).id()).isEqualTo(first.id());
            assertThat(receive(server).id()).isEqualTo(first.id());
            server.setSoTimeout(1);
            assertThat(catching(() -> receive(server))).isEmpty();
        }
    }

    @Test
    void a_server_that_says_nothing_over_tcp_is_silent() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
                TurnClient client = client(server.getLocalPort(), TurnTransport.TCP)) {
            assertThat(client.bind()).isInstanceOf(TurnAnswer.Silent.class);
        }
    }

    @Test
    void a_tls_server_that_never_shakes_hands_breaks_the_exchange() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
                TurnClient client = client(server.getLocalPort(), TurnTransport.TLS)) {
            assertThat(client.bind()).isInstanceOf(TurnAnswer.Broken.class);
        }
    }

    @Test
    void where_nobody_listens_the_exchange_is_broken_and_says_where() throws Exception {
        int free;
        try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
            free = socket.getLocalPort();
        }
        for (TurnTransport transport : TurnTransport.values()) {
            try (TurnClient client = client(free, transport)) {
                assertThat(client.bind())
                        .isInstanceOfSatisfying(
                                TurnAnswer.Broken.class,
                                broken -> assertThat(broken.why())
                                        .contains("127.0.0.1:" + free + "/" + transport.label()));
            }
        }
    }

    @Test
    void a_name_without_an_address_is_broken() {
        try (TurnClient client = new TurnClient(TurnTarget.of("turn:nowhere.invalid"), OPTIONS)) {
            assertThat(client.bind())
                    .isInstanceOfSatisfying(
                            TurnAnswer.Broken.class,
                            broken -> assertThat(broken.why()).contains("nowhere.invalid has no address"));
        }
    }

    @Test
    void a_stream_that_ends_is_broken_from_then_on() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
                TurnClient client = client(server.getLocalPort(), TurnTransport.TCP)) {
            Supplier<TurnAnswer> answer = client.begin(new TurnRequest.Binding(), Optional.empty());
            server.accept().close();

            assertThat(answer.get()).isInstanceOf(TurnAnswer.Broken.class);
            assertThat(client.bind()).isInstanceOf(TurnAnswer.Broken.class);
            assertThat(client.send(new InetSocketAddress(LOOPBACK, 1), new byte[1]))
                    .isFalse();
        }
    }

    @Test
    void a_stream_that_is_not_stun_is_named() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
                TurnClient client = client(server.getLocalPort(), TurnTransport.TCP)) {
            Supplier<TurnAnswer> answer = client.begin(new TurnRequest.Binding(), Optional.empty());
            try (Socket accepted = server.accept()) {
                accepted.getOutputStream().write("\u00ff\u00ff\u00ff\u00ff".getBytes(StandardCharsets.ISO_8859_1));

                assertThat(answer.get())
                        .isInstanceOfSatisfying(
                                TurnAnswer.Broken.class,
                                broken -> assertThat(broken.why()).contains("does not speak STUN"));
            }
        }
    }

    @Test
    void a_write_that_the_server_never_takes_ends_with_the_connection() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
                TurnClient client = client(server.getLocalPort(), TurnTransport.TCP)) {
            InetSocketAddress peer = new InetSocketAddress(LOOPBACK, 1);
            byte[] payload = new byte[60_000];
            int sent = 0;
            while (sent < 10_000 && client.send(peer, payload)) {
                sent++;
            }

            assertThat(sent).isLessThan(10_000);
            assertThat(client.bind())
                    .isInstanceOfSatisfying(
                            TurnAnswer.Broken.class,
                            broken -> assertThat(broken.why()).contains("took no data"));
        }
    }

    @Test
    void a_success_that_is_not_signed_is_not_believed() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, LOOPBACK);
                TurnClient client = client(server.getLocalPort(), TurnTransport.UDP)) {
            TurnLogin login = new TurnLogin(ALICE, new Challenge("realm", "nonce"));
            Supplier<TurnAnswer> answer = client.begin(TurnRequest.Allocate.plain(), Optional.of(login));
            answer(
                    server,
                    client,
                    request -> new StunWriter(StunClass.SUCCESS, StunMethod.ALLOCATE, request.id())
                            .number(StunAttribute.LIFETIME, 600));

            assertThat(answer.get())
                    .isInstanceOfSatisfying(
                            TurnAnswer.Broken.class,
                            broken -> assertThat(broken.why()).contains("MESSAGE-INTEGRITY"));
        }
    }

    @Test
    void a_server_that_finds_every_nonce_stale_is_asked_twice_and_no_more() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, LOOPBACK);
                TurnClient client = client(server.getLocalPort(), TurnTransport.UDP)) {
            Thread stale = new Thread(() -> refuse(server, 38, 4), "always-stale");
            stale.start();

            assertThat(client.allocate(ALICE, TurnRequest.Allocate.plain()).code())
                    .isEqualTo("438");
            assertThat(client.exchanges())
                    .extracting(exchange -> exchange.answer().code())
                    .containsExactly("401", "438", "438");
            assertThat(client.bind().code()).as("the fourth request").isEqualTo("401");
            stale.join();
        }
    }

    @Test
    void a_local_port_that_the_server_knows_from_somebody_else_is_given_up_twice_and_no_more() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, LOOPBACK);
                TurnClient client = client(server.getLocalPort(), TurnTransport.UDP)) {
            Set<SocketAddress> sources = ConcurrentHashMap.newKeySet();
            Thread mismatch = new Thread(() -> sources.addAll(refuse(server, 37, 6)), "always-mismatch");
            mismatch.start();

            assertThat(client.allocate(ALICE, TurnRequest.Allocate.plain()).code())
                    .isEqualTo("437");
            mismatch.join();
            assertThat(client.exchanges())
                    .extracting(exchange -> exchange.answer().code())
                    .containsExactly("401", "437", "401", "437", "401", "437");
            assertThat(sources).hasSize(3);
        }
    }

    private interface Reply {
        StunWriter to(StunMessage request);
    }

    /** Challenges what is not signed, refuses what is, and tells who asked. */
    private static Set<SocketAddress> refuse(DatagramSocket server, int code, int requests) {
        Set<SocketAddress> sources = new HashSet<>();
        byte[] buffer = new byte[2_048];
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        try {
            for (int i = 0; i < requests; i++) {
                server.receive(packet);
                StunMessage request = StunMessage.decode(Arrays.copyOf(buffer, packet.getLength()))
                        .orElseThrow();
                byte number = (byte) (request.has(StunAttribute.USERNAME) ? code : 1);
                byte[] answer = new StunWriter(StunClass.ERROR, request.method(), request.id())
                        .value(StunAttribute.ERROR_CODE, new byte[] {0, 0, 4, number})
                        .text(StunAttribute.REALM, "realm")
                        .text(StunAttribute.NONCE, "another")
                        .bytes();
                server.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                sources.add(packet.getSocketAddress());
            }
            return sources;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void answer(DatagramSocket server, TurnClient client, Reply reply) throws IOException {
        byte[] answer = reply.to(receive(server)).bytes();
        InetSocketAddress to =
                new InetSocketAddress(LOOPBACK, client.local().orElseThrow().getPort());
        server.send(new DatagramPacket(answer, answer.length, to));
    }

    private static StunMessage receive(DatagramSocket server) throws IOException {
        byte[] buffer = new byte[2_048];
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        server.receive(packet);
        return StunMessage.decode(Arrays.copyOf(buffer, packet.getLength())).orElseThrow();
    }

    private interface Attempt {
        StunMessage get() throws IOException;
    }

    private static Optional<StunMessage> catching(Attempt attempt) {
        try {
            return Optional.of(attempt.get());
        } catch (IOException nothing) {
            return Optional.empty();
        }
    }

    private static TurnClient client(int port, TurnTransport transport) {
        return new TurnClient(new TurnTarget("127.0.0.1", port, transport), OPTIONS);
    }
}
