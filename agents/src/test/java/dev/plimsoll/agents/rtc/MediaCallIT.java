package dev.plimsoll.agents.rtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.agents.stats.PeerStats;
import dev.plimsoll.agents.stats.StatsFields;
import dev.plimsoll.agents.stats.Stream;
import dev.plimsoll.impair.ImpairmentProxy;
import dev.plimsoll.impair.Route;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.impairment.ImpairmentPlan;
import dev.plimsoll.model.impairment.Link;
import dev.plimsoll.model.impairment.PathProfile;
import dev.plimsoll.model.scenario.TurnTransport;
import dev.plimsoll.model.scenario.VideoSpec;
import dev.plimsoll.sandbox.Sandbox;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.sandbox.turn.Coturn;
import dev.plimsoll.signalling.ice.IceServer;
import dev.plimsoll.signalling.ice.TurnCredential;
import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real calls through coturn whose receiver decodes and plays, so that what is measured of quality is real. */
class MediaCallIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** A mark a second: long enough that chance moves the share of lost packets by no more than a few percent. */
    private static final int WINDOW = 20;

    private static final int LATELY = 5;
    private static final double PROMPT_MS = 300;

    private static Sandbox sandbox;
    private final StatsFields fields = new StatsFields();

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxConfigReader.yaml("connectsPerIp: 1000"));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void sound_and_pictures_come_through_with_their_marks_and_are_played() throws Exception {
        try (OneWayCall call = new OneWayCall()) {
            call.start(turn(coturn()), turn(coturn()), true, Optional.of(VideoSpec.SMALL));
            inbound(call.received(), "audio");
            inbound(call.received(), "video");
            awaitPromptSound(call);
            await(() -> call.pictureDelaysMs.size() >= 40, call);
            PeerStats stats = call.received();
            Map<String, Double> audio = inbound(stats, "audio");
            Map<String, Double> video = inbound(stats, "video");

            assertThat(latelyMs(call)).isGreaterThan(20);
            assertThat(median(call.pictureDelaysMs)).isBetween(1.0, 400.0);
            assertThat(audio.get("jitter_buffer_ms")).isBetween(1.0, 300.0);
            assertThat(audio.get("concealed")).isBetween(0.0, 20.0);
            assertThat(audio.get("mos")).isBetween(3.0, 4.42);
            assertThat(video.get("frames_decoded_delta")).isGreaterThan(30);
            assertThat(video).containsEntry("frame_width", 320.0).containsEntry("frame_height", 180.0);
            assertThat(stats.selected().orElseThrow().isRelay()).isTrue();
            assertThat(stats.selected().orElseThrow().turnHost()).isEqualTo("127.0.0.1");
            Point.Builder sent = Point.of(Measurement.WEBRTC_OUTBOUND, 1);
            fields.outbound(call.sent().outbound().get(0), sent);
            assertThat(sent.build().fields()).containsKeys("packets_sent", "bytes_sent");
        }
    }

    @Test
    void the_codec_of_the_scenario_is_the_one_that_is_sent() throws Exception {
        try (OneWayCall call = new OneWayCall()) {
            call.start(
                    turn(coturn()), turn(coturn()), false, Optional.of(new VideoSpec(320, 180, 15, 200_000, "H264")));
            await(() -> call.pictureDelaysMs.size() >= 20, call);

            assertThat(median(call.pictureDelaysMs)).isBetween(1.0, 500.0);
        }
    }

    @Test
    void what_a_poor_path_does_is_heard_and_seen_in_the_numbers() throws Exception {
        Route route = new Route("udp", TurnTransport.UDP, udp());
        try (ImpairmentProxy proxy = ImpairmentProxy.start(List.of(route), ImpairmentPlan.NONE, 7, System::nanoTime);
                OneWayCall call = new OneWayCall()) {
            String viaProxy = "turn:127.0.0.1:" + proxy.address(route).getPort() + "?transport=udp";
            call.start(turn(viaProxy), turn(coturn()), true, Optional.empty());
            inbound(call.received(), "audio");
            awaitPromptSound(call);
            Map<String, Double> clear = inbound(call.received(), "audio");
            double clearDelay = latelyMs(call);

            proxy.use(
                    TurnTransport.UDP,
                    new PathProfile(
                            "poor",
                            // In bursts: what is lost alone, Opus' own redundancy brings back.
                            Link.CLEAR
                                    .withLoss(0.1)
                                    .withLossBurst(3)
                                    .withDelay(Duration.ofMillis(150), Duration.ofMillis(20)),
                            Link.CLEAR,
                            false));
            // The buffer adapts, and what was under way plays out first.
            int settled = call.soundDelaysMs.size() + 4;
            await(() -> call.soundDelaysMs.size() >= settled, call);
            inbound(call.received(), "audio");
            int from = call.soundDelaysMs.size();
            await(() -> call.soundDelaysMs.size() >= from + WINDOW, call);
            Map<String, Double> poor = inbound(call.received(), "audio");

            assertThat(median(call.soundDelaysMs.subList(from, from + WINDOW)) - clearDelay)
                    .isBetween(120.0, 600.0);
            assertThat(clear.get("loss")).isLessThan(1);
            assertThat(poor.get("loss")).isBetween(3.0, 20.0);
            assertThat(poor.get("concealed")).isGreaterThan(clear.get("concealed") + 0.5);
            assertThat(poor.get("concealment_events_delta")).isPositive();
            assertThat(poor.get("mos")).isLessThan(clear.get("mos") - 0.3);
        }
    }

    private static String coturn() {
        return sandbox.coturn().orElseThrow().urls().get(0);
    }

    private static InetSocketAddress udp() {
        String url = coturn();
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), Integer.parseInt(url.substring(15, url.indexOf('?'))));
    }

    private static List<IceServer> turn(String url) {
        Coturn server = sandbox.coturn().orElseThrow();
        TurnCredential credential = TurnCredential.mint(
                new Secret(server.secret().reveal()), "media", Instant.now().plusSeconds(600));
        return List.of(
                new IceServer(List.of(url), Optional.of(credential.username()), Optional.of(credential.credential())));
    }

    /** The fields that a point of this sample would have. */
    private Map<String, Double> inbound(PeerStats stats, String kind) {
        Point.Builder point = Point.of(Measurement.WEBRTC_INBOUND, 1);
        for (Stream stream : stats.inbound()) {
            if (stream.kind().equals(kind)) {
                fields.inbound(stream, stats.selected(), point);
            }
        }
        return point.hasFields() ? point.build().fields() : Map.of();
    }

    /** Until what a busy machine held up as the call began has been played out. */
    private static void awaitPromptSound(OneWayCall call) throws InterruptedException {
        await(() -> call.soundDelaysMs.size() >= LATELY && latelyMs(call) < PROMPT_MS, call);
    }

    private static double latelyMs(OneWayCall call) {
        List<Double> all = List.copyOf(call.soundDelaysMs);
        return median(all.subList(all.size() - LATELY, all.size()));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void await(BooleanSupplier condition, OneWayCall call) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline)
                    .as(() -> "waited too long; sound " + call.soundDelaysMs + ", pictures "
                            + call.pictureDelaysMs.size() + ", " + call.failures)
                    .isNegative();
            Thread.sleep(20);
        }
    }
}
