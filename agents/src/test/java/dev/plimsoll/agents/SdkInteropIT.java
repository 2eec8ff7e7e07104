package dev.plimsoll.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.AgentOrder;
import dev.plimsoll.agents.control.CallSettings;
import dev.plimsoll.agents.control.Incident;
import dev.plimsoll.agents.turn.Lease;
import dev.plimsoll.model.scenario.StatsOf;
import dev.plimsoll.model.scenario.VideoSpec;
import dev.plimsoll.sandbox.sdk.CallPage;
import dev.plimsoll.sandbox.sdk.Chromium;
import dev.plimsoll.sandbox.sdk.OperatedSandbox;
import dev.plimsoll.sandbox.sdk.PageServer;
import dev.plimsoll.sandbox.sdk.SdkFolder;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.telemetry.point.Measurement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent and a page with the vendor's MeteredPeer in Chromium call each other through the sandbox and coturn. */
class SdkInteropIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String AGENT = "m-agent";
    /** It sorts before the agent's id, so the page is the polite one. */
    private static final String POLITE_PAGE = "a-page";

    private static final String IMPOLITE_PAGE = "z-page";
    /** Of another size than the page's. */
    private static final VideoSpec PICTURE = VideoSpec.SMALL;

    private static PageServer pages;
    private static Chromium chromium;

    @TempDir
    Path folder;

    private OperatedSandbox sandbox;
    private TestHost host;

    @BeforeAll
    static void start() throws Exception {
        pages = PageServer.start(SdkFolder.installed());
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        pages.close();
    }

    @BeforeEach
    void open() {
        sandbox = OperatedSandbox.start("turn: true\n");
        host = TestHost.start(folder, new AgentOrder.Begin(sandbox.url().toString(), null, calls()), supplies());
    }

    private static CallSettings calls() {
        return new CallSettings(
                10,
                true,
                PATIENCE.toMillis(),
                true,
                true,
                false,
                false,
                Map.of(),
                new CallSettings.Media(false, null, PICTURE),
                StatsOf.BOTH);
    }

    @AfterEach
    void close() {
        host.close();
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {POLITE_PAGE, IMPOLITE_PAGE})
    void a_page_calls_an_agent(String pageId) throws Exception {
        host.placeOrders(List.of(agent(false)));
        host.await(AgentEvent.SignallingDecided.class, PATIENCE);
        try (CallPage page = page(pageId).join()) {
            awaitCall(page);
            page.say(AGENT, "hello");
            page.awaitHeard(AGENT, "hello");
            awaitMedia(page);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {POLITE_PAGE, IMPOLITE_PAGE})
    void an_agent_calls_a_page(String pageId) throws Exception {
        try (CallPage page = page(pageId).join()) {
            host.placeOrders(List.of(agent(true)));
            awaitCall(page);
            host.await(AgentEvent.PairSampled.class, sample -> sample.messagesEchoed() > 10, PATIENCE);
            awaitMedia(page);
        }
    }

    @Test
    void a_page_that_comes_back_with_a_connection_made_anew_is_talked_to_again() throws Exception {
        host.placeOrders(List.of(agent(true)));
        try (CallPage page = page(IMPOLITE_PAGE).join()) {
            awaitCall(page);
            sandbox.cut(IMPOLITE_PAGE);
            page.awaitState("reconnecting");
            page.awaitRoster(AGENT);
            host.await(
                    AgentEvent.CallIncident.class, incident -> incident.what() == Incident.CONNECTION_RESET, PATIENCE);
            page.awaitCallWith(AGENT);
            awaitMedia(page);
        }
    }

    private void awaitCall(CallPage page) throws InterruptedException {
        try {
            host.await(AgentEvent.PairConnected.class, PATIENCE);
        } catch (AssertionError e) {
            throw new AssertionError(
                    e.getMessage() + "; the page: " + page.conditionOf(AGENT) + " " + page.events(), e);
        }
        page.awaitCallWith(AGENT);
        CallPage.Path path = page.pathTo(AGENT);
        assertThat(path.localType()).isEqualTo("relay");
        assertThat(path.remoteType()).isEqualTo("relay");
    }

    private void awaitMedia(CallPage page) throws InterruptedException {
        page.awaitMediaFrom(AGENT);
        page.awaitPictureOf(AGENT, PICTURE.width(), PICTURE.height());
        int from = host.events().size();
        awaitInbound(from, "audio", "packets_received_delta");
        awaitInbound(from, "video", "frames_decoded_delta");
    }

    /** More of it than a packet or a picture that was late, in one second from here on. */
    private void awaitInbound(int from, String kind, String field) throws InterruptedException {
        host.awaitAfter(
                from,
                AgentEvent.PointMeasured.class,
                point -> point.measurement() == Measurement.WEBRTC_INBOUND
                        && kind.equals(point.tags().get("kind"))
                        && point.fields().getOrDefault(field, 0.0) > 5,
                PATIENCE);
    }

    private CallPage page(String id) {
        return CallPage.open(chromium.browser(), pages, sandbox, id);
    }

    private static AgentOrder.Pair agent(boolean caller) {
        return new AgentOrder.Pair(
                "interop",
                "udp",
                CallPage.CHANNEL,
                caller ? AGENT : null,
                caller ? null : AGENT,
                Duration.ofMinutes(5).toMillis());
    }

    private Supplies supplies() {
        return new Supplies() {
            @Override
            public Endpoint.Presented present(String peerId) {
                return new Endpoint.Presented.Token(sandbox.token(peerId));
            }

            @Override
            public CompletableFuture<Lease> ice(String peerId) {
                return CompletableFuture.failedFuture(new AssertionError("the welcome brings ICE servers"));
            }
        };
    }
}
