package dev.plimsoll.limits.turn.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.limits.turn.AddressFamily;
import dev.plimsoll.limits.turn.TestTurn;
import dev.plimsoll.limits.turn.TurnAnswer;
import dev.plimsoll.limits.turn.TurnExchange;
import dev.plimsoll.limits.turn.measure.AllocationRules.StaleNonce;
import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules of one allocation, at a real coturn. */
class AllocationRulesIT {
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
    private static final InetSocketAddress PRIVATE = new InetSocketAddress("10.0.0.1", 9);
    private static final InetSocketAddress PUBLIC = new InetSocketAddress("192.0.2.1", 9);

    @Test
    void a_second_allocate_on_the_same_5_tuple_meets_437() {
        try (TestTurn turn = TestTurn.with("")) {
            assertThat(rules(turn).secondAllocate().code()).hasValue("437");
            assertThat(rules(turn).refreshOfNothing().code()).isEqualTo("437");
        }
    }

    @Test
    void another_username_on_an_allocation_meets_441() {
        try (TestTurn turn = TestTurn.with("")) {
            TurnCredential bob = turn.credential("bob");

            assertThat(rules(turn).refreshAs(bob).code()).hasValue("441");
            assertThat(rules(turn).permissionAs(bob, LOOPBACK).code()).hasValue("441");
        }
    }

    @Test
    void a_nonce_that_the_server_never_gave_meets_438_and_the_new_one_is_good() {
        try (TestTurn turn = TestTurn.with("")) {
            StaleNonce stale = rules(turn).foreignNonce();

            assertThat(stale.sequel().code()).hasValue("438");
            assertThat(stale.renewed().map(TurnAnswer::code)).hasValue("granted");
        }
    }

    @Test
    void a_nonce_is_good_until_its_time_is_over_and_meets_438_then() throws Exception {
        try (TestTurn turn = TestTurn.with("staleNonce: 3s")) {
            StaleNonce young = rules(turn).agedNonce(Duration.ofMillis(200), Timing.system());
            StaleNonce old = rules(turn).agedNonce(Duration.ofSeconds(5), Timing.system());

            assertThat(young.sequel().code()).hasValue("granted");
            assertThat(old.sequel().code()).hasValue("438");
            assertThat(old.renewed().map(TurnAnswer::code)).hasValue("granted");
        }
    }

    @Test
    void lifetimes_are_held_to_600_and_3600_seconds() {
        try (TestTurn turn = TestTurn.with("")) {
            assertThat(Stream.of(60, 600, 1_200, 3_600, 99_999)
                            .map(Duration::ofSeconds)
                            .map(rules(turn)::allocateFor)
                            .map(TurnAnswer.Granted.class::cast)
                            .map(granted -> granted.lifetime().orElseThrow().toSeconds()))
                    .containsExactly(600L, 600L, 1_200L, 3_600L, 3_600L);
        }
    }

    @Test
    void loopback_and_denied_peers_meet_403_and_others_do_not() throws Exception {
        List<InetSocketAddress> peers = List.of(LOOPBACK, PRIVATE, PUBLIC);
        try (TestTurn turn = TestTurn.configured("relay-ip=127.0.0.1", "denied-peer-ip=10.0.0.0-10.255.255.255")) {
            assertThat(codes(rules(turn).permissions(peers))).containsExactly("403", "403", "granted");
            assertThat(codes(rules(turn).channels(peers))).containsExactly("403", "403", "granted");
        }
    }

    @Test
    void ipv6_is_relayed_where_the_server_has_it_and_meets_440_where_it_has_not() throws Exception {
        try (TestTurn turn = TestTurn.with("")) {
            assertThat(rules(turn).allocate(AddressFamily.IPV6).code()).isEqualTo("440");
            assertThat(rules(turn).allocate(AddressFamily.IPV4).isGranted()).isTrue();
        }
        try (TestTurn turn = TestTurn.configured("relay-ip=127.0.0.1", "relay-ip=::1")) {
            assertThat(rules(turn).allocate(AddressFamily.IPV6))
                    .isInstanceOfSatisfying(
                            TurnAnswer.Granted.class,
                            granted -> assertThat(
                                            granted.relayed().orElseThrow().getAddress())
                                    .isInstanceOf(Inet6Address.class));
        }
    }

    @Test
    void where_no_allocation_can_be_made_nothing_is_learnt_and_the_exchange_says_why() {
        try (TestTurn turn = TestTurn.with("")) {
            TurnCredential wrong = new TurnCredential(turn.credential("alice").username(), new Secret("wrong"));
            Sequel sequel = new AllocationRules(turn::client, wrong).secondAllocate();

            assertThat(sequel.code()).isEmpty();
            assertThat(sequel.first().code()).isEqualTo("401");
            assertThat(sequel.exchange()).extracting(TurnExchange::signed).containsExactly(false, true);
        }
    }

    private static List<String> codes(List<Sequel> sequels) {
        return sequels.stream().map(sequel -> sequel.code().orElse("nothing")).toList();
    }

    private static AllocationRules rules(TestTurn turn) {
        return new AllocationRules(turn::client, turn.credential("alice"));
    }
}
