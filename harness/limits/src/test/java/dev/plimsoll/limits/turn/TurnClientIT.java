package dev.plimsoll.limits.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.limits.turn.measure.OwnPeer;
import dev.plimsoll.limits.turn.stun.StunMethod;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.scenario.TurnTransport;
import dev.plimsoll.sandbox.turn.Ports;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client against a real coturn, over each transport. */
class TurnClientIT {
    private static final TurnRequest.Allocate PLAIN = TurnRequest.Allocate.plain();
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static TestTurn turn;

    @BeforeAll
    static void start() {
        turn = TestTurn.with("");
    }

    @AfterAll
    static void stop() {
        turn.close();
    }

    @ParameterizedTest
    @EnumSource(TurnTransport.class)
    void a_binding_tells_where_the_client_speaks_from(TurnTransport transport) {
        try (TurnClient client = client(transport)) {
            TurnAnswer.Granted answer = (TurnAnswer.Granted) client.bind();

            assertThat(answer.mapped().map(InetSocketAddress::getPort))
                    .isEqualTo(client.local().map(InetSocketAddress::getPort));
        }
    }

    @ParameterizedTest
    @EnumSource(TurnTransport.class)
    void an_allocation_is_made_after_the_challenge_refreshed_and_ended(TurnTransport transport) {
        TurnCredential alice = turn.credential("alice");
        try (TurnClient client = client(transport)) {
            TurnAnswer.Granted made = (TurnAnswer.Granted) client.allocate(alice, PLAIN);

            assertThat(made.relayed()).isPresent();
            assertThat(made.mapped()).isPresent();
            assertThat(made.lifetime()).hasValue(Duration.ofMinutes(10));
            assertThat(client.refresh(alice, Duration.ofMinutes(20)))
                    .isInstanceOfSatisfying(
                            TurnAnswer.Granted.class,
                            answer -> assertThat(answer.lifetime()).hasValue(Duration.ofMinutes(20)));
            assertThat(client.delete(alice).code()).isEqualTo("granted");
            assertThat(afterTheEnd(client, alice).code())
                    .isEqualTo(transport == TurnTransport.UDP ? "granted" : "broken");
            client.delete(alice);
            assertThat(client.exchanges().subList(0, 4))
                    .extracting(exchange -> exchange.method() + " " + exchange.signed() + " "
                            + exchange.answer().code())
                    .containsExactly(
                            "ALLOCATE false 401",
                            "ALLOCATE true granted",
                            "REFRESH true granted",
                            "REFRESH true granted");
        }
    }

    @ParameterizedTest
    @EnumSource(TurnTransport.class)
    void data_goes_to_a_permitted_peer_and_back_by_indication_and_by_channel(TurnTransport transport) throws Exception {
        TurnCredential alice = turn.credential("alice");
        try (TurnClient client = client(transport);
                OwnPeer peer = OwnPeer.at(LOOPBACK)) {
            TurnAnswer.Granted made = (TurnAnswer.Granted) client.allocate(alice, PLAIN);
            InetSocketAddress relayed = made.relayed().orElseThrow();
            assertThat(client.createPermission(alice, peer.address()).code()).isEqualTo("granted");

            roundTrip(client, peer, relayed, "by indication");
            assertThat(client.channelBind(alice, 0x4000, peer.address()).code()).isEqualTo("granted");
            roundTrip(client, peer, relayed, "by channel, whose payload is no multiple of 4");
            client.delete(alice);
        }
    }

    @Test
    void data_that_arrives_before_an_answer_is_not_lost() throws Exception {
        TurnCredential alice = turn.credential("alice");
        try (TurnClient client = turn.client();
                OwnPeer peer = OwnPeer.at(LOOPBACK)) {
            TurnAnswer.Granted made = (TurnAnswer.Granted) client.allocate(alice, PLAIN);
            client.createPermission(alice, peer.address());
            peer.send(made.relayed().orElseThrow(), bytes("early"));
            client.refresh(alice, SECOND);

            assertThat(client.receive(SECOND).map(data -> text(data.payload()))).hasValue("early");
            client.delete(alice);
        }
    }

    @Test
    void without_a_permission_a_peers_data_does_not_arrive() throws Exception {
        TurnCredential alice = turn.credential("alice");
        try (TurnClient client = turn.client();
                OwnPeer peer = OwnPeer.at(LOOPBACK)) {
            TurnAnswer.Granted made = (TurnAnswer.Granted) client.allocate(alice, PLAIN);
            peer.send(made.relayed().orElseThrow(), bytes("uninvited"));

            assertThat(client.receive(Duration.ofMillis(300))).isEmpty();
            client.delete(alice);
        }
    }

    @Test
    void a_wrong_credential_is_refused_once_and_not_tried_again() {
        TurnCredential right = turn.credential("alice");
        try (TurnClient client = turn.client()) {
            TurnAnswer answer = client.allocate(new TurnCredential(right.username(), new Secret("wrong")), PLAIN);

            assertThat(answer.isRefusedWith(401)).isTrue();
            assertThat(client.exchanges()).hasSize(2);
        }
    }

    @Test
    void what_is_kept_as_evidence_holds_no_credential() {
        TurnCredential alice = turn.credential("alice");
        try (TurnClient client = turn.client()) {
            client.allocate(alice, PLAIN);
            client.delete(alice);

            assertThat(client.exchanges().toString())
                    .contains("Allocate -> 401 Unauthorized", "Allocate (signed) -> granted for 600 s")
                    .doesNotContain(alice.credential().reveal());
        }
    }

    @ParameterizedTest
    @EnumSource(TurnTransport.class)
    void a_chosen_source_port_is_used(TurnTransport transport) throws IOException {
        InetSocketAddress source = new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free());
        try (TurnClient client =
                new TurnClient(turn.target(transport), options().from(source))) {
            TurnAnswer.Granted answer = (TurnAnswer.Granted) client.bind();

            assertThat(answer.mapped()).hasValue(source);
        }
    }

    @Test
    void the_same_5_tuple_used_again_by_another_client_still_has_its_allocation() {
        TurnCredential alice = turn.credential("alice");
        TurnClient first = turn.client();
        first.allocate(alice, PLAIN);
        InetSocketAddress source = first.local().orElseThrow();
        first.close();

        try (TurnClient second =
                new TurnClient(turn.target(TurnTransport.UDP), options().from(source))) {
            assertThat(second.allocate(alice, PLAIN).code()).isEqualTo("437");
            assertThat(second.delete(alice).code()).isEqualTo("granted");
            assertThat(second.exchanges())
                    .last()
                    .extracting(TurnExchange::method)
                    .isEqualTo(StunMethod.REFRESH);
        }
    }

    @Test
    void a_self_signed_certificate_is_refused_unless_any_is_accepted() {
        try (TurnClient client =
                new TurnClient(turn.target(TurnTransport.TLS), TurnOptions.within(TestTurn.PATIENCE))) {
            assertThat(client.bind())
                    .isInstanceOfSatisfying(
                            TurnAnswer.Broken.class,
                            broken -> assertThat(broken.why()).containsIgnoringCase("certif"));
        }
    }

    /** coturn ends a deleted allocation a second later, and its TCP connection with it; until then there are 437s. */
    private static TurnAnswer afterTheEnd(TurnClient client, TurnCredential credential) {
        long deadline = System.nanoTime() + TestTurn.PATIENCE.toNanos();
        TurnAnswer answer;
        do {
            answer = client.allocate(credential, PLAIN);
        } while (answer.isRefusedWith(437) && System.nanoTime() < deadline && pause());
        return answer;
    }

    private static boolean pause() {
        LockSupport.parkNanos(100_000_000);
        return true;
    }

    private static void roundTrip(TurnClient client, OwnPeer peer, InetSocketAddress relayed, String text) {
        assertThat(client.send(peer.address(), bytes(text))).isTrue();
        assertThat(peer.receive(SECOND).map(TurnClientIT::text)).hasValue(text);
        assertThat(peer.send(relayed, bytes("back " + text))).isTrue();
        RelayedData back = client.receive(SECOND).orElseThrow();
        assertThat(back.peer()).isEqualTo(peer.address());
        assertThat(text(back.payload())).isEqualTo("back " + text);
    }

    private static TurnClient client(TurnTransport transport) {
        return new TurnClient(turn.target(transport), options());
    }

    private static TurnOptions options() {
        return TurnOptions.within(TestTurn.PATIENCE).acceptingAnyCertificate();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
