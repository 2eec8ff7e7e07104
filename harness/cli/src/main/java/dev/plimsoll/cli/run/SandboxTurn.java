package dev.plimsoll.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.model.Secret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The sandbox's coturn, by the sandbox's control endpoints (docs/sandbox.md). */
final class SandboxTurn implements TurnLever {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** coturn has 10 s to start, and 4 s to end. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI sandbox;
    private final Secret controlToken;

    SandboxTurn(URI sandbox, Secret controlToken) {
        this.sandbox = sandbox;
        this.controlToken = controlToken;
    }

    @Override
    public void stop() throws IOException {
        post("stop", "");
    }

    @Override
    public long start() throws IOException {
        return post("start", "").path("pid").asLong();
    }

    @Override
    public void expireCredentials(Duration in) throws IOException {
        post("credentials/expire", "{\"in\":\"" + in.toMillis() + "ms\"}");
    }

    private JsonNode post(String what, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(sandbox.resolve("/__emu/turn/" + what))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + controlToken.reveal())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new IOException("the sandbox answered " + response.statusCode() + ": "
                        + answer.path("message").asText());
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
