package dev.plimsoll.simulations.dsl;

import static dev.plimsoll.simulations.dsl.Signalling.server;
import static dev.plimsoll.simulations.dsl.Signalling.signalling;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.during;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.group;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.pace;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.regex;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.sandbox.Sandbox;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenSigner;
import dev.plimsoll.signalling.client.ReconnectPolicy;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps in real simulations, read back from Gatling's own report by its own assertions. */
class SignallingDslIT {
    private static final Assertion NO_KO = global().failedRequests().count().is(0L);
    private static final ReconnectPolicy AT_ONCE =
            new ReconnectPolicy(Duration.ofMillis(50), 2, Duration.ofSeconds(1), 0, Duration.ofSeconds(1), 20);

    @TempDir
    Path results;

    private static Sandbox sandbox(String settings) {
        return Sandbox.start(
                SandboxConfigReader.yaml("{turn: false, coldKey: 0ms, connectsPerIp: 1000, " + settings + "}"));
    }

    private static Assertion failed(String line, long count) {
        return details(line).failedRequests().count().is(count);
    }

    private static Assertion ok(String line, long count) {
        return details(line).successfulRequests().count().is(count);
    }

    private static TokenSigner signer(Sandbox sandbox) {
        return new TokenSigner(sandbox.keys().keyId(), sandbox.keys().secret());
    }

    @Test
    void two_connections_of_one_user_talk_and_frames_are_checked() {
        try (Sandbox sandbox = sandbox("")) {
            // Both come from one user, so their peer ids must differ.
            SignallingProtocolBuilder service = server(sandbox.url().toString())
                    .token(session -> signer(sandbox)
                            .sign(TokenClaims.of(
                                    "peer-" + System.nanoTime(), Instant.now().plusSeconds(60)))
                            .reveal());
            Script script = Script.on(service);
            boolean held = script.play(
                    results,
                    exec(signalling("join").on("ear").connect())
                            .exec(script.note("signalling.outcome"))
                            .exec(signalling("subscribe").on("ear").subscribe("room"))
                            .exec(signalling("join").on("mouth").connect())
                            .exec(signalling("say").on("mouth").publish("room", "{\"text\":\"hello\"}"))
                            .exec(signalling("hear")
                                    .on("ear")
                                    .await("message")
                                    .within(Duration.ofSeconds(5))
                                    .check(
                                            jsonPath("$.data.text").is("hello"),
                                            jmesPath("from").saveAs("speaker"),
                                            regex("\"channel\":\"(.*?)\"").is("room"),
                                            substring("hello").exists()))
                            .exec(script.note("speaker"))
                            .exec(signalling("whisper").on("ear").send("#{speaker}", "42"))
                            .exec(signalling("be told")
                                    .on("mouth")
                                    .await("direct")
                                    .check(jsonPath("$.data").is("42")))
                            .exec(signalling("leave").on("ear").unsubscribe("room"))
                            .exec(signalling("go").on("ear").close()),
                    NO_KO,
                    ok("join", 2),
                    ok("hear", 1),
                    ok("be told", 1));

            assertThat(held).isTrue();
            assertThat(script.noted()).hasSize(2).first().isEqualTo("accepted");
            assertThat(script.noted().get(1)).startsWith("peer-");
        }
    }

    @Test
    void a_close_with_4010_is_what_it_is_and_ok_where_it_is_expected() {
        try (Sandbox sandbox = sandbox("maxConcurrentConnections: 0")) {
            Script script = Script.on(sandbox);
            ChainBuilder expected =
                    exec(signalling("beyond").connect().expectRejected(4010)).exec(script.note("signalling.outcome"));
            assertThat(script.play(results, expected, NO_KO, ok("beyond", 1))).isTrue();
            assertThat(script.noted()).containsExactly("4010");

            ChainBuilder unexpected = exec(signalling("join").connect());
            assertThat(Script.on(sandbox).play(results, unexpected, failed("join", 1)))
                    .isTrue();
        }
    }

    @Test
    void an_acceptance_where_a_rejection_is_expected_is_ko() {
        try (Sandbox sandbox = sandbox("")) {
            ChainBuilder steps = exec(signalling("beyond").connect().expectRejected(4010));
            assertThat(Script.on(sandbox).play(results, steps, NO_KO)).isFalse();
        }
    }

    @Test
    void a_refusal_over_http_keeps_its_status_and_its_error_code() {
        try (Sandbox sandbox = sandbox("connectsPerIp: 1")) {
            ChainBuilder steps = exec(signalling("first").connect())
                    .exec(signalling("second").on("other").connect().expectRejected(429))
                    .exec(signalling("third").on("other").connect().expectRejected("rate_limited"))
                    .exec(signalling("fourth").on("other").connect().expectRejected(401));
            assertThat(Script.on(sandbox)
                            .play(results, steps, ok("first", 1), ok("second", 1), ok("third", 1), failed("fourth", 1)))
                    .isTrue();
        }
    }

    @Test
    void an_error_frame_is_ok_where_its_code_is_expected() {
        try (Sandbox sandbox = sandbox("")) {
            TokenClaims lobbyOnly = new TokenClaims(
                    "p",
                    Instant.now().plusSeconds(60),
                    Optional.of(List.of("lobby")),
                    Optional.empty(),
                    Map.of(),
                    Map.of());
            SignallingProtocolBuilder service = server(sandbox.url().toString())
                    .token(session -> signer(sandbox).sign(lobbyOnly).reveal());
            ChainBuilder steps = exec(signalling("join").connect())
                    .exec(signalling("vault").subscribe("vault").expectRejected("channel_not_authorized"))
                    .exec(signalling("lobby").subscribe("lobby").expectRejected("channel_not_authorized"))
                    .exec(signalling("vault again").publish("vault", "1"));
            assertThat(Script.on(service)
                            .play(results, steps, ok("vault", 1), failed("lobby", 1), failed("vault again", 1)))
                    .isTrue();
        }
    }

    @Test
    void the_code_of_a_close_is_never_lost() {
        try (Sandbox sandbox = sandbox("")) {
            SignallingProtocolBuilder service = server(sandbox.url().toString())
                    .token(session -> signer(sandbox)
                            .sign(TokenClaims.of(
                                    "p" + session.userId(), Instant.now().plusSeconds(2)))
                            .reveal());
            ChainBuilder steps = exec(signalling("waits").connect())
                    .exec(signalling("expires").awaitClose(4002).within(Duration.ofSeconds(6)))
                    .exec(signalling("idle").connect())
                    .exec(pause(Duration.ofSeconds(3)))
                    .exec(signalling("too late").publish("room", "1"))
                    .exec(signalling("forgotten").connect())
                    .exec(pause(Duration.ofSeconds(3)));
            assertThat(Script.on(service)
                            .play(results, steps, ok("expires", 1), failed("too late", 1), failed("forgotten lost", 1)))
                    .isTrue();
        }
    }

    @Test
    void a_dropped_connection_comes_back_and_takes_its_channels_up_again() {
        try (Sandbox sandbox = sandbox("")) {
            ChainBuilder steps = exec(signalling("join").on("ear").connect().reconnect(AT_ONCE))
                    .exec(signalling("subscribe").on("ear").subscribe("room"))
                    .exec(signalling("cut").on("ear").drop())
                    .exec(signalling("cut").on("ear").awaitClose(1006))
                    .exec(pause(Duration.ofSeconds(1)))
                    .exec(signalling("join").on("mouth").connect())
                    .exec(signalling("say").on("mouth").publish("room", "1"))
                    .exec(signalling("hear").on("ear").await("message"));
            assertThat(Script.on(service(sandbox)).play(results, steps, NO_KO, ok("join again", 1), ok("hear", 1)))
                    .isTrue();
        }
    }

    private static SignallingProtocolBuilder service(Sandbox sandbox) {
        return server(sandbox.url().toString())
                .token(session -> signer(sandbox)
                        .sign(TokenClaims.of(
                                "peer-" + System.nanoTime(), Instant.now().plusSeconds(60)))
                        .reveal());
    }

    @Test
    void feeds_loops_groups_and_paces_work_with_it() {
        try (Sandbox sandbox = sandbox("")) {
            ChainBuilder steps = feed(listFeeder(List.of(Map.of("room", "a"), Map.of("room", "b")))
                            .circular())
                    .exec(group("session")
                            .on(exec(signalling("join").connect())
                                    .exec(signalling("subscribe").subscribe("room-#{room}"))
                                    .exec(during(2)
                                            .on(pace(Duration.ofMillis(200))
                                                    .exec(signalling("say")
                                                            .publish("room-#{room}", "{\"user\":\"#{room}\"}"))))))
                    .exec(signalling("leave").close());
            assertThat(Script.on(sandbox)
                            .users(4)
                            .play(
                                    results,
                                    steps,
                                    NO_KO,
                                    details("session", "join")
                                            .successfulRequests()
                                            .count()
                                            .is(4L),
                                    details("session", "say")
                                            .successfulRequests()
                                            .count()
                                            .between(32L, 48L)))
                    .isTrue();
        }
    }

    @Test
    void a_check_that_fails_and_a_frame_that_never_comes_are_ko() {
        try (Sandbox sandbox = sandbox("")) {
            ChainBuilder steps = exec(signalling("join").connect())
                    .exec(signalling("subscribe").subscribe("room"))
                    .exec(signalling("roster")
                            .await("presence")
                            .check(jsonPath("$.joined[0].peerId").is("nobody")))
                    .exec(signalling("silence").await("message").within(Duration.ofMillis(300)))
                    .exec(signalling("stranger").on("never opened").publish("room", "1"));
            assertThat(Script.on(sandbox)
                            .play(results, steps, failed("roster", 1), failed("silence", 1), failed("stranger", 1)))
                    .isTrue();
        }
    }

    @Test
    void connections_come_from_the_addresses_they_are_given() {
        try (Sandbox sandbox = sandbox("connectsPerIp: 2")) {
            SignallingProtocolBuilder service = service(sandbox);
            ChainBuilder steps = exec(signalling("join").connect());
            assertThat(Script.on(service.sourceAddresses("127.0.0.2-127.0.0.6"))
                            .users(10)
                            .play(results, steps, NO_KO, ok("join", 10)))
                    .isTrue();
            assertThat(Script.on(service.sourceAddresses("127.0.0.7"))
                            .users(10)
                            .play(results, steps, ok("join", 2), failed("join", 8)))
                    .isTrue();
        }
    }

    @Test
    void who_never_answers_an_upgrade_is_timed_out_and_who_listens_no_more_is_broken() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            SignallingProtocolBuilder mute = server("ws://127.0.0.1:" + silent.getLocalPort())
                    .key("pk")
                    .timeouts(Duration.ofMillis(500), Duration.ofSeconds(1));
            Script script = Script.on(mute);
            script.play(results, exec(signalling("join").connect()).exec(script.note("signalling.outcome")));
            assertThat(script.noted()).containsExactly("timeout-upgrade");
        }
        Script script = Script.on(server("ws://127.0.0.1:" + freePort()).key("pk"));
        script.play(results, exec(signalling("join").connect()).exec(script.note("signalling.outcome")));
        assertThat(script.noted()).containsExactly("broken-connect");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
