package dev.plimsoll.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.limits.facts.ConnectRate;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.limits.pack.PackReader;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.limit.LimitPack;
import dev.plimsoll.model.scenario.SourceAddresses;
import dev.plimsoll.sandbox.Sandbox;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.sandbox.turn.Coturn;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every address that a pack will use is asked, and no other. */
class ReachIT {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    private final Reach reach = new Reach(Probes.shipped(), Duration.ofMillis(700));

    private static LimitPack pack(String name) {
        return ((PackReader.Loaded.Valid) new PackReader(Probes.shipped()).find(name)).pack();
    }

    private static TargetFacts target(List<String> turnUrls, Optional<URI> turnApi) {
        return new TargetFacts(
                Optional.empty(),
                Optional.empty(),
                Optional.of(TargetFacts.Turn.withoutCredential(turnUrls, true)),
                turnApi.map(base -> new TargetFacts.TurnApi(base, "key", new Secret("hush"))),
                Optional.of(new TargetFacts.Kit(NOBODY, "account", "app", new Secret("hush"))),
                SourceAddresses.ANY,
                ConnectRate.DOCUMENTED,
                false);
    }

    @Test
    void where_everything_answers_nothing_is_told() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxConfigReader.yaml("turn: true"))) {
            List<String> urls = sandbox.coturn().map(Coturn::urls).orElseThrow();

            assertThat(reach.unanswered(
                            List.of(pack("coturn"), pack("cloudflare-turn")),
                            target(urls, Optional.of(sandbox.httpUrl()))))
                    .isEmpty();
        }
    }

    @Test
    void servers_that_take_everything_and_say_nothing_are_named_each_once() throws Exception {
        try (DatagramSocket turn = new DatagramSocket(0, LOOPBACK);
                ServerSocket api = new ServerSocket(0, 9, LOOPBACK)) {
            URI base = URI.create("http://127.0.0.1:" + api.getLocalPort());
            String url = "turn:127.0.0.1:" + turn.getLocalPort() + "?transport=udp";

            List<String> unanswered = reach.unanswered(
                    List.of(pack("coturn"), pack("cloudflare-turn")), target(List.of(url), Optional.of(base)));

            assertThat(unanswered).hasSize(2);
            assertThat(unanswered.get(0)).startsWith(base.toString());
            assertThat(unanswered.get(1)).contains("127.0.0.1:" + turn.getLocalPort() + "/udp", "silent");
        }
    }

    @Test
    void what_no_limit_of_the_pack_uses_is_not_asked() throws Exception {
        assertThat(reach.unanswered(List.of(pack("metered-realtime")), target(List.of(), Optional.empty())))
                .isEmpty();
        assertThat(reach.unanswered(List.of(pack("realtimekit")), target(List.of(), Optional.empty())))
                .singleElement()
                .asString()
                .startsWith(NOBODY.toString());
    }
}
