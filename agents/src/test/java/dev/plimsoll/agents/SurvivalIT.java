package dev.plimsoll.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.Incident;
import dev.plimsoll.agents.turn.SharedSecretSource;
import dev.plimsoll.impair.ImpairmentProxy;
import dev.plimsoll.impair.Route;
import dev.plimsoll.model.impairment.ImpairmentPlan;
import dev.plimsoll.model.impairment.PathProfile;
import dev.plimsoll.model.plan.PlannedPair;
import dev.plimsoll.model.result.AgentsResult;
import dev.plimsoll.model.scenario.TurnTransport;
import dev.plimsoll.signalling.ice.IceServer;
import dev.plimsoll.signalling.ice.TurnCredential;
import dev.plimsoll.telemetry.point.Measurement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls go on through what the documents describe: lost signalling, a TURN server that stops, credentials that end. */
class SurvivalIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
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
    void without_signalling_a_call_goes_on_and_the_agent_comes_back() throws Exception {
        List<PlannedPair> pairs = List.of(TestPlace.pair(TurnTransport.UDP, "cut"));

        try (TestHost host = TestHost.start(folder, place)) {
            host.place(pairs, PATIENCE);
            host.await(AgentEvent.PairConnected.class, PATIENCE);
            cut(pairs.get(0).caller());
            incident(host, Incident.SIGNALLING_LOST);
            incident(host, Incident.SIGNALLING_BACK);
            incident(host, Incident.PARTNER_BACK);
            host.host().stop();
            host.awaitEnd(PATIENCE);

            AgentsResult.PairResult pair =
                    host.account(pairs).result().details().get(0);
            assertThat(pair.outcome()).isEqualTo("connected");
            assertThat(pair.incidents()).doesNotContainKeys("path-failed", "connection-reset");
            assertThat(pair.messagesEchoed()).isEqualTo(pair.messagesSent());
        }
    }

    @Test
    void credentials_are_renewed_before_they_end_and_no_message_is_lost() throws Exception {
        List<PlannedPair> pairs = List.of(TestPlace.pair(TurnTransport.UDP, "renew"));
        SharedSecretSource source =
                new SharedSecretSource(place.turnUrls(), place.turnSecret(), InstantSource.system());
        Supplies supplies = place.leasing(source, Duration.ofSeconds(8));

        try (TestHost host = TestHost.start(folder, place.begin(20, true, true), supplies)) {
            host.place(pairs, PATIENCE);
            host.await(AgentEvent.PairConnected.class, PATIENCE);
            for (String role : List.of("caller", "callee")) {
                AgentEvent.CallIncident used = host.await(
                        AgentEvent.CallIncident.class,
                        event -> event.what() == Incident.CREDENTIALS_IN_USE
                                && event.role().equals(role),
                        PATIENCE);
                assertThat(Duration.ofNanos(used.tookNanos())).isLessThan(Duration.ofSeconds(4));
            }
            host.host().stop();
            host.awaitEnd(PATIENCE);

            AgentsResult.PairResult pair =
                    host.account(pairs).result().details().get(0);
            assertThat(pair.outcome()).isEqualTo("connected");
            assertThat(pair.incidents()).doesNotContainKeys("path-failed", "credentials-refused");
            assertThat(pair.messagesEchoed()).isEqualTo(pair.messagesSent());
            assertThat(pair.rttMs().max()).as("longest gap").isLessThan(2_500);
            assertThat(pair.incidents()).containsKey("path-changed").doesNotContainKey("off-relay");
            assertThat(ofPeers(host, "credential_ms")).hasSizeGreaterThanOrEqualTo(2);
            assertThat(ofPeers(host, "restart_ms"))
                    .isNotEmpty()
                    .allSatisfy(took -> assertThat(took).isBetween(0.1, 4_000.0));
        }
    }

    @Test
    void a_call_whose_turn_server_stops_for_a_while_is_brought_back_by_the_ladder() throws Exception {
        List<PlannedPair> pairs = List.of(TestPlace.pair(TurnTransport.UDP, "stop"));

        try (TestHost host = TestHost.start(folder, place)) {
            host.place(pairs, PATIENCE);
            host.await(AgentEvent.PairConnected.class, PATIENCE);
            signal("STOP");
            try {
                incident(host, Incident.PATH_FAILED);
                incident(host, Incident.RESTART_OFFERED);
            } finally {
                signal("CONT");
            }
            AgentEvent.CallIncident recovered = incident(host, Incident.RECOVERED);
            host.host().stop();
            host.awaitEnd(PATIENCE);

            assertThat(recovered.tookNanos()).isPositive();
            assertThat(host.account(pairs).result().details().get(0).outcome()).isEqualTo("connected");
        }
    }

    @Test
    void a_call_over_tcp_whose_path_is_cut_comes_back_soon_after_the_path_does() throws Exception {
        List<PlannedPair> pairs = List.of(TestPlace.pair(TurnTransport.TCP, "cut-path"));
        Route route = new Route(
                "tcp",
                TurnTransport.TCP,
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), place.coturn().ports().port()));

        try (ImpairmentProxy proxy = ImpairmentProxy.start(List.of(route), ImpairmentPlan.NONE, 7, System::nanoTime);
                TestHost host = TestHost.start(folder, place, place.withServer(behind(proxy.address(route))))) {
            host.place(pairs, PATIENCE);
            host.await(AgentEvent.PairConnected.class, PATIENCE);
            proxy.use(TurnTransport.TCP, PathProfile.CUT);
            host.await(
                    AgentEvent.CallIncident.class,
                    event -> event.what() == Incident.RESTART_OFFERED
                            && event.detail().equals("3"),
                    PATIENCE);
            proxy.use(TurnTransport.TCP, PathProfile.CLEAR);
            AgentEvent.CallIncident recovered = incident(host, Incident.RECOVERED);
            host.host().stop();
            host.awaitEnd(PATIENCE);

            assertThat(Duration.ofNanos(recovered.tookNanos()))
                    .as("restarts in vain are not waited for, which would take 15 s each")
                    .isLessThan(Duration.ofSeconds(25));
            assertThat(host.account(pairs).result().details().get(0).outcome()).isEqualTo("connected");
        }
    }

    private static IceServer behind(InetSocketAddress proxy) {
        TurnCredential credential =
                TurnCredential.mint(place.turnSecret(), "agent", Instant.now().plusSeconds(600));
        return new IceServer(
                List.of("turn:127.0.0.1:" + proxy.getPort() + "?transport=tcp"),
                Optional.of(credential.username()),
                Optional.of(credential.credential()));
    }

    /** What the points of the peers say of a field, as often as they say it. */
    private static List<Double> ofPeers(TestHost host, String field) {
        return host.events().stream()
                .filter(AgentEvent.PointMeasured.class::isInstance)
                .map(AgentEvent.PointMeasured.class::cast)
                .filter(point -> point.measurement() == Measurement.WEBRTC_PEER)
                .map(point -> point.fields().get(field))
                .filter(Objects::nonNull)
                .toList();
    }

    private static AgentEvent.CallIncident incident(TestHost host, Incident what) throws InterruptedException {
        return host.await(AgentEvent.CallIncident.class, event -> event.what() == what, PATIENCE);
    }

    /** Freezes or thaws coturn: to its clients it is gone without a word. */
    private static void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(place.coturn().pid()))
                .start()
                .waitFor();
    }

    private static void cut(String peerId) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(place.sandbox().httpUrl().resolve("/__emu/connections/close"))
                .header(
                        "Authorization",
                        "Bearer " + place.sandbox().controlToken().reveal())
                .POST(HttpRequest.BodyPublishers.ofString("{\"peerId\":\"" + peerId + "\",\"code\":1006}"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isLessThan(300);
    }
}
