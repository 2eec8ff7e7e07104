package dev.plimsoll.limits.turn.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.limits.turn.TestTurn;
import dev.plimsoll.limits.turn.TurnAnswer;
import dev.plimsoll.limits.turn.TurnClient;
import dev.plimsoll.limits.turn.TurnRequest;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Traffic through a real coturn, below and above what an allocation may carry. */
class RelayFlowIT {
    private static final Duration SENDING = Duration.ofSeconds(4);
    private static final Duration SETTLE = Duration.ofSeconds(1);
    /** In which a receiver's buffer may run over. */
    private static final Duration STANDSTILL = Duration.ofMillis(200);

    private static final int MOST_RETRIES = 4;
    private static final int MAX_BYTES_PER_SECOND = 50_000;
    private static final int PACKET = 500;

    @Test
    void without_a_limit_nothing_is_lost_either_way() throws IOException {
        try (TestTurn turn = TestTurn.with("");
                Ends there = Ends.of(turn, "alice");
                Ends back = Ends.of(turn, "bob")) {
            List<Flow> flows = run(there.toPeer(400), back.fromPeer(400));

            assertThat(flows).allSatisfy(flow -> {
                assertThat(flow.sent()).isEqualTo(1_600).isEqualTo(flow.planned());
                assertThat(flow.lost()).as(flow.toString()).isZero();
                assertThat(flow.repeated()).isZero();
            });
        }
    }

    @Test
    void over_the_limit_of_an_allocation_packets_vanish_and_another_allocation_is_unaffected() throws IOException {
        try (TestTurn turn = TestTurn.with("maxBps: " + MAX_BYTES_PER_SECOND);
                Ends greedy = Ends.of(turn, "alice");
                Ends modest = Ends.of(turn, "bob")) {
            List<Flow> flows = run(greedy.toPeer(400), modest.toPeer(25));

            assertThat(flows.get(0).sent()).isEqualTo(1_600);
            assertThat(flows.get(0).loss()).as("at four times the limit").isBetween(0.5, 0.9);
            assertThat(flows.get(1).lost()).as("at a quarter of the limit").isZero();
            assertThat(greedy.client
                            .refresh(greedy.credential, Duration.ofMinutes(10))
                            .code())
                    .as("no error comes of it")
                    .isEqualTo("granted");
        }
    }

    @Test
    void the_limit_holds_for_what_peers_send_too() throws IOException {
        try (TestTurn turn = TestTurn.with("maxBps: " + MAX_BYTES_PER_SECOND);
                Ends ends = Ends.of(turn, "alice")) {
            assertThat(run(ends.fromPeer(400)).get(0).loss()).isBetween(0.5, 0.9);
        }
    }

    /** Again where this machine stood still meanwhile: what it loses itself says nothing of the relay. */
    private static List<Flow> run(Lane... lanes) {
        List<Flow> flows = once(lanes);
        for (int again = 0; again < MOST_RETRIES && flows.stream().anyMatch(RelayFlowIT::stoodStill); again++) {
            flows = once(lanes);
        }
        return flows;
    }

    private static boolean stoodStill(Flow flow) {
        return flow.longestPause().compareTo(STANDSTILL) > 0;
    }

    private static List<Flow> once(Lane... lanes) {
        return new RelayFlow(System::nanoTime).run(List.of(lanes), SENDING, SETTLE);
    }

    /** An allocation with a channel to a peer of its own. */
    private static final class Ends implements AutoCloseable {
        private final TurnClient client;
        private final TurnCredential credential;
        private final OwnPeer peer;
        private final InetSocketAddress relayed;

        private Ends(TurnClient client, TurnCredential credential, OwnPeer peer) {
            this.client = client;
            this.credential = credential;
            this.peer = peer;
            this.relayed = ((TurnAnswer.Granted) client.allocate(credential, TurnRequest.Allocate.plain()))
                    .relayed()
                    .orElseThrow();
            assertThat(client.channelBind(credential, 0x4000, peer.address()).isGranted())
                    .isTrue();
        }

        static Ends of(TestTurn turn, String user) throws IOException {
            OwnPeer peer = OwnPeer.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return new Ends(turn.client(), turn.credential(user), peer);
        }

        Lane toPeer(double packetsPerSecond) {
            return new Lane(RelayPath.toPeer(client, peer), packetsPerSecond, PACKET);
        }

        Lane fromPeer(double packetsPerSecond) {
            return new Lane(RelayPath.fromPeer(peer, relayed, client), packetsPerSecond, PACKET);
        }

        @Override
        public void close() {
            client.delete(credential);
            client.close();
            peer.close();
        }
    }
}
