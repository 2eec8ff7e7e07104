package dev.plimsoll.agents.turn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.http.HttpAnswer;
import dev.plimsoll.signalling.ice.IceServer;
import dev.plimsoll.signalling.ice.IceServers;
import dev.plimsoll.signalling.probe.rest.RestClient;
import dev.plimsoll.signalling.probe.rest.RestExchange;
import dev.plimsoll.signalling.probe.rest.TurnCalls;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Credentials of Cloudflare's API (Cloudflare docs, realtime/turn/generate-credentials). */
public final class CloudflareSource implements CredentialSource, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int THREADS = 4;
    private static final int LONGEST_USER = 64;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** The key is wrong, or the request: the next answer would be the same. */
    private static final Set<Integer> FINAL = Set.of(400, 401, 403, 404);

    private final TurnCalls calls;
    private final RestClient client;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "turn-mint");
        thread.setDaemon(true);
        return thread;
    });

    /** @param base scheme and authority of the API */
    public CloudflareSource(URI base, String keyId, Secret keySecret) {
        this.calls = new TurnCalls(keyId, keySecret);
        this.client = new RestClient(base, TIMEOUT, System::nanoTime);
    }

    @Override
    public CompletableFuture<List<IceServer>> mint(String user, Duration ttl) {
        return CompletableFuture.supplyAsync(() -> exchange(user, ttl), threads);
    }

    private List<IceServer> exchange(String user, Duration ttl) {
        try {
            return servers(client.exchange(calls.generateIceServers(ttl.toSeconds(), Optional.of(identifier(user)))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MintRefused("interrupted", false, Optional.empty());
        }
    }

    /** Length and characters of identifiers are not documented; these are safe. */
    private static String identifier(String user) {
        String safe = user.replaceAll("[^A-Za-z0-9_.-]", "_");
        return safe.length() <= LONGEST_USER ? safe : safe.substring(safe.length() - LONGEST_USER);
    }

    private static List<IceServer> servers(RestExchange exchange) {
        HttpAnswer answer = exchange.answer()
                .orElseThrow(() -> new MintRefused("the credential API: " + exchange, true, Optional.empty()));
        if (!answer.isSuccess()) {
            throw new MintRefused(
                    "the credential API answers " + answer.status(),
                    !FINAL.contains(answer.status()),
                    answer.retryAfter());
        }
        return read(answer.body())
                .orElseThrow(() -> new MintRefused(
                        "the credential API's answer has no list of ICE servers that can be used",
                        false,
                        Optional.empty()));
    }

    /** Both forms on record: an array of servers, or one server. Fails closed, as the welcome's list does. */
    static Optional<List<IceServer>> read(String body) {
        JsonNode servers;
        try {
            servers = JSON.readTree(body).path("iceServers");
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        ObjectNode asMetadata = JsonNodeFactory.instance.objectNode();
        if (servers.isObject()) {
            asMetadata.putArray("iceServers").add(servers);
        } else {
            asMetadata.set("iceServers", servers);
        }
        return IceServers.read(asMetadata).filter(list -> !list.isEmpty());
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.close();
    }
}
