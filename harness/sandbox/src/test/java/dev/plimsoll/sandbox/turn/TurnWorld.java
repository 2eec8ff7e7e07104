package dev.plimsoll.sandbox.turn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.model.Secret;
import dev.plimsoll.sandbox.Sandbox;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenSigner;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A sandbox with TURN, and clients of its credential API and of coturn. */
final class TurnWorld implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Sandbox sandbox;
    private final List<TurnClient> clients = new ArrayList<>();

    TurnWorld(String settings) {
        this.sandbox = Sandbox.start(SandboxConfigReader.yaml(settings));
    }

    /** A minted credential. */
    record Minted(String username, String credential) {}

    TurnKey key() {
        return sandbox.turnKey().orElseThrow();
    }

    HttpResponse<String> post(String keyId, String call, String bearer, String body)
            throws IOException, InterruptedException {
        URI uri = sandbox.httpUrl().resolve("/v1/turn/keys/" + keyId + "/credentials/" + call);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + bearer)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> call(String call, String body) throws IOException, InterruptedException {
        return post(key().id(), call, key().secret().reveal(), body);
    }

    JsonNode iceServers(String call, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = call(call, body);
        if (answer.statusCode() != 201) {
            throw new AssertionError("not minted: " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body()).get("iceServers");
    }

    Minted mint(String body) throws IOException, InterruptedException {
        JsonNode server = iceServers("generate", body);
        JsonNode entry = server.isArray() ? server.get(0) : server;
        return new Minted(
                entry.path("username").asText(), entry.path("credential").asText());
    }

    /** The credential that a peer finds in its welcome. */
    Minted welcomed(String peerId) throws Exception {
        Secret token = new TokenSigner(sandbox.keys().keyId(), sandbox.keys().secret())
                .sign(TokenClaims.of(peerId, Instant.now().plusSeconds(60)));
        CompletableFuture<String> welcome = new CompletableFuture<>();
        WebSocket.Listener first = new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
                welcome.complete(data.toString());
                return null;
            }
        };
        URI target = sandbox.url().resolve("/v1?token=" + token.reveal());
        WebSocket socket = HTTP.newWebSocketBuilder().buildAsync(target, first).get(10, TimeUnit.SECONDS);
        JsonNode server = JSON.readTree(welcome.get(10, TimeUnit.SECONDS)).at("/metadata/iceServers/0");
        socket.abort();
        return new Minted(
                server.path("username").asText(), server.path("credential").asText());
    }

    int revoke(Minted minted) throws IOException, InterruptedException {
        String username = URLEncoder.encode(minted.username(), StandardCharsets.UTF_8);
        return call(username + "/revoke", "").statusCode();
    }

    /** What an operator does; with the control token. */
    HttpResponse<String> operate(String what, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(sandbox.httpUrl().resolve("/__emu/turn/" + what))
                .header("Authorization", "Bearer " + sandbox.controlToken().reveal())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> withoutToken(String what) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(sandbox.httpUrl().resolve("/__emu/turn/" + what))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    boolean coturnIsAlive() {
        return sandbox.coturn().orElseThrow().isAlive();
    }

    TurnClient client(Minted minted) throws IOException {
        TurnClient client = new TurnClient(
                sandbox.coturn().orElseThrow().ports().udpPort(), minted.username(), minted.credential());
        clients.add(client);
        return client;
    }

    @Override
    public void close() {
        clients.forEach(TurnClient::close);
        sandbox.close();
    }
}
