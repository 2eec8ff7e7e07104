package dev.plimsoll.sandbox.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.model.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The vendor's SignallingClient in a Node process of its own. For one thread. */
final class SdkClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Process node;
    private final Writer commands;
    private final Thread reader;
    private final BlockingQueue<JsonNode> lines = new LinkedBlockingQueue<>();
    private final List<JsonNode> events = new ArrayList<>();
    private Supplier<Secret> tokens = () -> {
        throw new AssertionError("this client has a key and must not ask for a token");
    };
    private int commandsSent;
    private int tokensGiven;

    private SdkClient(Process node) {
        this.node = node;
        this.commands = node.outputWriter(StandardCharsets.UTF_8);
        this.reader = new Thread(this::read, "sdk-output");
        reader.start();
    }

    private static SdkClient start() throws IOException, InterruptedException {
        return new SdkClient(new ProcessBuilder("node", "client.mjs")
                .directory(SdkFolder.installed().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    static SdkClient withKey(URI url, String key) throws IOException, InterruptedException {
        SdkClient client = start();
        client.must("open", Map.of("url", url.toString(), "apiKey", key));
        return client;
    }

    /** @param tokens asked for a token at each connect, as the SDK asks its application */
    static SdkClient withTokens(URI url, Supplier<Secret> tokens) throws IOException, InterruptedException {
        return withTokens(url, tokens, Map.of());
    }

    static SdkClient withTokens(URI url, Supplier<Secret> tokens, Map<String, Object> options)
            throws IOException, InterruptedException {
        SdkClient client = start();
        client.tokens = tokens;
        client.must("open", Map.of("url", url.toString(), "options", options));
        return client;
    }

    SdkClient connect() throws IOException, InterruptedException {
        must("connect", Map.of());
        return this;
    }

    void must(String command, Map<String, Object> details) throws IOException, InterruptedException {
        Optional<JsonNode> problem = attempt(command, details);
        if (problem.isPresent()) {
            throw new AssertionError(command + " failed: " + problem.get());
        }
    }

    /** What the SDK's promise was rejected with; empty when it was fulfilled. */
    Optional<JsonNode> attempt(String command, Map<String, Object> details) throws IOException, InterruptedException {
        int number = ++commandsSent;
        ObjectNode line = JSON.valueToTree(details);
        write(line.put("number", number).put("command", command));
        while (true) {
            JsonNode answer = line();
            if (answer.path("number").asInt() == number) {
                return Optional.ofNullable(answer.get("problem"));
            }
        }
    }

    /** The payload of the SDK's next event of this name, skipping none of its kind; others stay to be asked for. */
    JsonNode next(String event) throws IOException, InterruptedException {
        while (true) {
            for (JsonNode seen : events) {
                if (seen.path("event").asText().equals(event)) {
                    events.remove(seen);
                    return seen.path("payload");
                }
            }
            line();
        }
    }

    void awaitState(String state) throws IOException, InterruptedException {
        String now = "";
        while (!now.equals(state)) {
            now = next("state").asText();
        }
    }

    /** Whether the SDK told of this since it was last asked for; does not wait for it. */
    boolean told(String event) {
        return events.stream().anyMatch(seen -> seen.path("event").asText().equals(event));
    }

    int tokensGiven() {
        return tokensGiven;
    }

    private JsonNode line() throws IOException, InterruptedException {
        JsonNode line = lines.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (line == null) {
            throw new AssertionError("the SDK says nothing for " + PATIENCE + "; unread events: " + events);
        }
        if (line.path("event").asText().equals("token-wanted")) {
            giveToken();
        } else if (line.has("event")) {
            events.add(line);
        }
        return line;
    }

    private void giveToken() throws IOException {
        tokensGiven++;
        write(JSON.createObjectNode()
                .put("number", ++commandsSent)
                .put("command", "token")
                .put("token", tokens.get().reveal()));
    }

    private void write(JsonNode command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
    }

    private void read() {
        try (BufferedReader output = node.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(JSON.readTree(line));
            }
        } catch (IOException e) {
            lines.add(JSON.createObjectNode().put("event", "broken").put("payload", e.toString()));
        }
    }

    /** Ends the process, which ends the connection. */
    void end() throws InterruptedException {
        node.destroy();
        if (!node.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            node.destroyForcibly();
        }
        reader.join();
    }
}
