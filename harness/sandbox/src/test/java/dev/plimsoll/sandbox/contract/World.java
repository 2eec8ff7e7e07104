package dev.plimsoll.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.model.Secret;
import dev.plimsoll.sandbox.connect.AppKeys;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenSigner;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A service under check, and everything that was opened at it. */
final class World implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);

    private final URI url;
    private final Map<String, AppKeys> apps;
    private final Optional<Secret> controlToken;
    private final Duration pace;
    private final List<Peer> opened = Collections.synchronizedList(new ArrayList<>());

    /**
     * @param apps keys by app; the first one is what most checks use
     * @param pace least time between connects, for services that limit them
     */
    World(URI url, Map<String, AppKeys> apps, Optional<Secret> controlToken, Duration pace) {
        this.url = url;
        this.apps = apps;
        this.controlToken = controlToken;
        this.pace = pace;
    }

    /** What a connect came to: a connection, which may be closed at once, or an HTTP answer. */
    record Attempt(Optional<Peer> peer, int status, String body) {
        Peer connected() {
            return peer.orElseGet(() -> fail("refused with HTTP " + status + " " + body));
        }

        void mustBeRefused(int expected, String error) {
            assertThat(peer).as("the connect was upgraded").isEmpty();
            assertThat(status).isEqualTo(expected);
            assertThat(body).contains(error);
        }

        void mustBeClosedUnwelcomed(int code) throws Exception {
            Peer there = connected();
            assertThat(there.closeCode()).isEqualTo(code);
            assertThat(there.untilClose()).as("frames before the close").isEmpty();
        }
    }

    URI url() {
        return url;
    }

    AppKeys keys() {
        return apps.values().iterator().next();
    }

    AppKeys keys(String app) {
        return apps.get(app);
    }

    TokenClaims claims(String peerId) {
        return TokenClaims.of(peerId, Instant.now().plus(TOKEN_LIFE));
    }

    String sign(AppKeys keys, TokenClaims claims) {
        return new TokenSigner(keys.keyId(), keys.secret()).sign(claims).reveal();
    }

    Attempt withToken(String jwt) throws Exception {
        return attempt("token=" + encode(jwt), Optional.empty());
    }

    Attempt withoutCredential() throws Exception {
        return attempt("", Optional.empty());
    }

    /** So many connects with one token, at one moment; those that were upgraded are open. */
    void atOnce(int connects, String jwt) {
        CompletableFuture.allOf(IntStream.range(0, connects)
                        .mapToObj(i -> HTTP.newWebSocketBuilder()
                                .buildAsync(url.resolve("/v1?token=" + encode(jwt)), new Peer()))
                        .map(connect -> connect.handle((socket, refused) -> socket))
                        .toArray(CompletableFuture[]::new))
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    Attempt withKey(String key, Optional<String> origin) throws Exception {
        return attempt("key=" + encode(key), origin);
    }

    /** A welcomed connection of the first app. */
    Peer peer(String id) throws Exception {
        return peer(keys(), claims(id));
    }

    Peer peer(TokenClaims claims) throws Exception {
        return peer(keys(), claims);
    }

    Peer peer(AppKeys keys, TokenClaims claims) throws Exception {
        Peer peer = withToken(sign(keys, claims)).connected();
        peer.next("welcome");
        return peer;
    }

    private Attempt attempt(String query, Optional<String> origin) throws Exception {
        TimeUnit.NANOSECONDS.sleep(pace.toNanos());
        Peer peer = new Peer();
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        origin.ifPresent(value -> builder.header("Origin", value));
        try {
            builder.buildAsync(url.resolve("/v1?" + query), peer).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            opened.add(peer);
            return new Attempt(Optional.of(peer), 101, "");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                HttpResponse<?> response = refused.getResponse();
                return new Attempt(Optional.empty(), response.statusCode(), String.valueOf(response.body()));
            }
            throw e;
        }
    }

    HttpResponse<String> rest(String method, String path, String body) throws IOException, InterruptedException {
        return rest(method, path, body, keys().keyId() + ":" + keys().secret().reveal());
    }

    HttpResponse<String> rest(String method, String path, String body, String bearer)
            throws IOException, InterruptedException {
        URI http = URI.create(url.toString().replaceFirst("^ws", "http"));
        HttpRequest.Builder request = HttpRequest.newBuilder(http.resolve(path))
                .timeout(PATIENCE)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        request.header("Authorization", "Bearer " + bearer);
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode usage() throws Exception {
        return Peer.JSON.readTree(rest("GET", "/v1/usage", "").body());
    }

    String controlToken() {
        return controlToken.orElseThrow().reveal();
    }

    /** Operates the sandbox. */
    HttpResponse<String> control(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = rest(method, "/__emu" + path, body, controlToken());
        assertThat(response.statusCode()).as(response.body()).isLessThan(300);
        return response;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        opened.forEach(Peer::vanish);
    }
}
