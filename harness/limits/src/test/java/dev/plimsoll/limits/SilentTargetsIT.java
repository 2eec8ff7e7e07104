package dev.plimsoll.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.limits.facts.ConnectRate;
import dev.plimsoll.limits.facts.QuotaGauge;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.limits.pack.PackReader;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitVerdict;
import dev.plimsoll.model.scenario.SourceAddresses;
import dev.plimsoll.model.verdict.Verdict;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A target that owes an answer and gives none does not do what is documented: that is told as such. */
@Timeout(60)
class SilentTargetsIT {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    private static Limit limit(String pack, String id) {
        return ((PackReader.Loaded.Valid) new PackReader(Probes.shipped()).find(pack))
                .pack()
                .only(List.of(id))
                .limits()
                .get(0);
    }

    private static LimitVerdict probe(Limit limit, List<String> turnUrls, URI api) {
        TargetFacts target = new TargetFacts(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new TargetFacts.Turn(
                        turnUrls, Optional.empty(), Optional.empty(), Optional.of(new Secret("shared")), false)),
                Optional.of(new TargetFacts.TurnApi(api, "key", new Secret("hush"))),
                Optional.of(new TargetFacts.Kit(api, "account", "app", new Secret("hush"))),
                SourceAddresses.ANY,
                ConnectRate.DOCUMENTED,
                false);
        return new PackRunner(Probes.shipped(), Limits.at(target, QuotaGauge.unknown()), any -> {}).run(limit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"second-allocate", "stale-nonce", "peers-refused", "user-quota", "expiry"})
    void a_turn_server_that_says_nothing_fails(String id) throws IOException {
        try (DatagramSocket server = new DatagramSocket(0, LOOPBACK)) {
            Limit hasty = limit("coturn", id).withParameter("patience", "70ms", "the test");
            Limit small = hasty.documented().isPresent() ? hasty.withValue(2, "the test") : hasty;

            LimitVerdict verdict =
                    probe(small, List.of("turn:127.0.0.1:" + server.getLocalPort() + "?transport=udp"), NOBODY);

            assertThat(verdict.verdict()).as(verdict.observed()).isEqualTo(Verdict.FAIL);
            assertThat(verdict.observed()).contains("silent");
        }
    }

    /** Meetings are the subject of the first, and the preparation of the second. */
    @ParameterizedTest
    @ValueSource(strings = {"meeting-title", "negative-calls"})
    void an_api_that_hangs_up_on_every_call_fails(String id) throws IOException {
        try (ServerSocket api = hangingUp()) {
            LimitVerdict verdict =
                    probe(limit("realtimekit", id), List.of(), URI.create("http://127.0.0.1:" + api.getLocalPort()));

            assertThat(verdict.verdict()).as(verdict.observed()).isEqualTo(Verdict.FAIL);
        }
    }

    @Test
    void an_api_that_mints_nothing_because_it_hangs_up_fails_what_needs_a_credential() throws IOException {
        try (ServerSocket api = hangingUp()) {
            LimitVerdict verdict = probe(
                    limit("cloudflare-turn", "revocation"),
                    List.of("turn:127.0.0.1:9?transport=udp"),
                    URI.create("http://127.0.0.1:" + api.getLocalPort()));

            assertThat(verdict.verdict()).as(verdict.observed()).isEqualTo(Verdict.FAIL);
            assertThat(verdict.observed()).contains("generate").doesNotContain("hush");
        }
    }

    /** Its thread ends when it is closed. */
    private static ServerSocket hangingUp() throws IOException {
        ServerSocket server = new ServerSocket(0, 9, LOOPBACK);
        Thread thread = new Thread(
                () -> {
                    try {
                        while (!server.isClosed()) {
                            server.accept().close();
                        }
                    } catch (IOException closed) {
                        return;
                    }
                },
                "hanging-up");
        thread.setDaemon(true);
        thread.start();
        return server;
    }
}
