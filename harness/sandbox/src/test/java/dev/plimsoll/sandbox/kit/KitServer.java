package dev.plimsoll.sandbox.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.model.Secret;
import dev.plimsoll.sandbox.config.RealtimeKit;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.sandbox.fault.Fault;
import dev.plimsoll.sandbox.fault.Faults;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A server with the RealtimeKit routes alone, and a client of it. Its time stands still until a test advances it. */
final class KitServer implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    static final Secret API_TOKEN = new Secret("an API token of this test");
    static final String PRESET = "group_call_participant";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Kit kit;
    private final HttpServer server;

    private KitServer(RealtimeKit settings, Faults faults) {
        kit = new Kit(
                () -> settings,
                faults,
                new VirtualClock(InstantSource.fixed(START)),
                () -> UUID.randomUUID().toString(),
                API_TOKEN,
                new Secret("a signing secret of at least thirty-two bytes"));
        Router router = Router.router(vertx)
                .errorHandler(400, bad -> bad.response().setStatusCode(400).end());
        new KitRoutes(vertx, kit).mount(router);
        server = await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    }

    static KitServer start(Fault... faults) {
        return start(Map.of(), faults);
    }

    /** @param settings of the configuration's part for RealtimeKit */
    static KitServer start(Map<String, Object> settings, Fault... faults) {
        ObjectNode kit = JSON.createObjectNode();
        kit.put("callsPerSecondPerAddress", 0);
        kit.setAll((ObjectNode) JSON.valueToTree(settings));
        RealtimeKit configured = SandboxConfigReader.read(
                        JSON.createObjectNode().set("realtimeKit", kit))
                .realtimeKit();
        return new KitServer(configured, new Faults(List.of(faults)));
    }

    record Answer(int status, JsonNode body, HttpResponse<String> response) {
        JsonNode data() {
            return body.path("data");
        }

        String text(String field) {
            return data().path(field).asText();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    record Enrolled(String id, String token) {}

    String appId() {
        return kit.appId();
    }

    String base() {
        return "/client/v4/accounts/acc/realtime/kit/" + appId();
    }

    Answer get(String path) {
        return api("GET", path, "");
    }

    Answer post(String path, Object body) {
        return api("POST", path, json(body));
    }

    Answer patch(String path, Object body) {
        return api("PATCH", path, json(body));
    }

    Answer put(String path, Object body) {
        return api("PUT", path, json(body));
    }

    Answer delete(String path) {
        return api("DELETE", path, "");
    }

    /** @param body the text itself */
    Answer api(String method, String path, String body) {
        return call(method, base() + path, body, "Bearer " + API_TOKEN.reveal());
    }

    Answer control(String path, Object body) {
        return call("POST", "/__emu" + path, json(body), "");
    }

    Answer call(String method, String path, String body, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.actualPort() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path + " has no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The status that a request gets which no decent client would send. */
    int rawStatus(String methodAndTarget) {
        String request = methodAndTarget + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAuthorization: Bearer "
                + API_TOKEN.reveal() + "\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.substring("HTTP/1.1 ".length()).substring(0, 3));
        } catch (IOException e) {
            throw new IllegalStateException(methodAndTarget + " has no answer", e);
        }
    }

    String meeting(Map<String, Object> body) {
        Answer created = post("/meetings", body);
        assertThat(created.status()).as("%s", created.body()).isEqualTo(201);
        return created.text("id");
    }

    String meeting() {
        return meeting(Map.of("title", "a meeting"));
    }

    Enrolled enrol(String meeting, String customId) {
        Answer added = post(
                "/meetings/" + meeting + "/participants",
                Map.of("custom_participant_id", customId, "preset_name", PRESET, "name", customId));
        assertThat(added.status()).as("%s", added.body()).isEqualTo(201);
        return new Enrolled(added.text("id"), added.text("token"));
    }

    Answer join(String meeting, String token) {
        return control("/realtimekit/meetings/" + meeting + "/join", Map.of("token", token));
    }

    /** A join that must succeed, of a new participant. */
    JsonNode joined(String meeting, String customId) {
        Answer joined = join(meeting, enrol(meeting, customId).token());
        assertThat(joined.status()).as("%s", joined.body()).isEqualTo(200);
        return joined.body();
    }

    Answer leave(String meeting, JsonNode joined) {
        return control(
                "/realtimekit/meetings/" + meeting + "/leave",
                Map.of("peerId", joined.get("peerId").asText()));
    }

    void advance(String by) {
        assertThat(control("/clock/advance", Map.of("by", by)).status()).isEqualTo(200);
    }

    Answer record(String meeting) {
        return post("/recordings", Map.of("meeting_id", meeting));
    }

    List<Integer> statuses(int calls) {
        return IntStream.range(0, calls)
                .mapToObj(i -> get("/meetings").status())
                .toList();
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private static String json(Object body) {
        return JSON.valueToTree(body).toString();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
