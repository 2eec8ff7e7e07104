package dev.plimsoll.sandbox.contract;

import static dev.plimsoll.sandbox.contract.Behaviour.Need.SANDBOX;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

/** Keepalive and shutdown. */
final class LifeBehaviours {
    private static final String QUICK_PINGS = "pingInterval: 200ms\npongGrace: 300ms";

    private LifeBehaviours() {}

    static List<Behaviour> all() {
        return List.of(
                Behaviour.of("39", "others hear of a peer that died in silence", world -> {
                            Peer alice = world.peer("alice");
                            alice.join("room");
                            RawPeer bob = RawPeer.connect(world, "bob");
                            bob.text("{\"type\":\"subscribe\",\"channel\":\"room\"}");
                            alice.next("presence");
                            assertThat(alice.next("presence")
                                            .at("/left/0/peerId")
                                            .asText())
                                    .isEqualTo("bob");
                        })
                        .with(QUICK_PINGS)
                        .needing(SANDBOX),
                Behaviour.of("48", "the service pings", world -> {
                            Peer peer = world.peer("p");
                            assertThat(Eventually.within(Duration.ofSeconds(3), () -> peer.pings() >= 2))
                                    .isTrue();
                        })
                        .with(QUICK_PINGS)
                        .needing(SANDBOX),
                Behaviour.of("50", "going_away comes before close 1001", world -> {
                            Peer peer = world.peer("p");
                            world.control("POST", "/going-away", "");
                            assertThat(peer.next("going_away")
                                            .path("retryAfterMs")
                                            .asInt())
                                    .isEqualTo(1000);
                            assertThat(peer.closeCode()).isEqualTo(1001);
                        })
                        .needing(SANDBOX));
    }
}
