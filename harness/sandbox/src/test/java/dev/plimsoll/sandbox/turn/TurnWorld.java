package dev.plimsoll.sandbox.turn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.sandbox.Sandbox;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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

    int revoke(Minted minted) throws IOException, InterruptedException {
        String username = URLEncoder.encode(minted.username(), StandardCharsets.UTF_8);
        return call(username + "/revoke", "").statusCode();
    }

    TurnClient client(Minted minted) throws IOException {
        TurnClient client =
                new TurnClient(sandbox.coturn().orElseThrow().ports().port(), minted.username(), minted.credential());
        clients.add(client);
        return client;
    }

    @Override
    public void close() {
        clients.forEach(TurnClient::close);
        sandbox.close();
    }
}
