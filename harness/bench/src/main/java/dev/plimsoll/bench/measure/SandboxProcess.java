package dev.plimsoll.bench.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.model.Secret;
import dev.plimsoll.process.ChildJvm;
import dev.plimsoll.sandbox.SandboxMain;
import dev.plimsoll.sandbox.control.ControlRoutes;
import dev.plimsoll.sandbox.control.SandboxEvent;
import dev.plimsoll.sandbox.control.SandboxOrder;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A sandbox in a process of its own, as a run starts it; only its limits are out of the way. */
public final class SandboxProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private final ChildJvm<SandboxEvent, SandboxOrder> process;
    private final BlockingQueue<SandboxEvent> events = new LinkedBlockingQueue<>();
    private final SandboxEvent.Ready ready;
    private final HttpClient http = HttpClient.newHttpClient();
    private final TokenSigner signer;

    private SandboxProcess(ChildJvm<SandboxEvent, SandboxOrder> process, boolean turn)
            throws IOException, InterruptedException {
        this.process = process;
        process.control().listen("sandbox-events", events::add, () -> {});
        process.control().send(new SandboxOrder.Start(settings(turn)));
        this.ready = await(SandboxEvent.Ready.class);
        this.signer = new TokenSigner(ready.keys().id(), new Secret(ready.keys().secret()));
    }

    public static SandboxProcess start(List<String> jvmOptions, Path log) throws IOException, InterruptedException {
        return start(jvmOptions, log, false);
    }

    /** With coturn behind it. */
    public static SandboxProcess startWithTurn(List<String> jvmOptions, Path log)
            throws IOException, InterruptedException {
        return start(jvmOptions, log, true);
    }

    private static SandboxProcess start(List<String> jvmOptions, Path log, boolean turn)
            throws IOException, InterruptedException {
        return new SandboxProcess(
                ChildJvm.start(new ChildJvm.Spec(SandboxMain.class, jvmOptions, Map.of(), log), SandboxEvent.class),
                turn);
    }

    private static ObjectNode settings(boolean turn) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("turn", turn)
                .put("maxConcurrentConnections", 20_000)
                .put("connectsPerIp", 1_000_000)
                .put("maxMessages", 1_000_000_000)
                .put("coldKey", "0s");
    }

    private <E extends SandboxEvent> E await(Class<E> type) throws InterruptedException {
        SandboxEvent event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (!type.isInstance(event)) {
            process.close();
            throw new IllegalStateException("the sandbox said " + event + " in place of " + type.getSimpleName());
        }
        return type.cast(event);
    }

    public long pid() {
        return process.pid();
    }

    public String url() {
        return ready.url();
    }

    public String keyId() {
        return ready.keys().id();
    }

    public String keySecret() {
        return ready.keys().secret();
    }

    public String publishableKey() {
        return ready.keys().publishable();
    }

    /** Opens the place where generators rehearse. */
    public SandboxEvent.Rehearsing openRehearsal() throws IOException, InterruptedException {
        process.control().send(new SandboxOrder.Rehearse());
        return await(SandboxEvent.Rehearsing.class);
    }

    public void closeRehearsal() throws IOException, InterruptedException {
        process.control().send(new SandboxOrder.EndRehearsal());
        await(SandboxEvent.Rehearsed.class);
    }

    /** What its one app has counted so far. */
    public State state() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port() + ControlRoutes.PREFIX + "/state"))
                .header("Authorization", "Bearer " + ready.controlToken())
                .build();
        JsonNode app = JSON.readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .path("apps")
                .elements()
                .next();
        return new State(
                app.path("open").asLong(),
                app.path("accepted").asLong(),
                app.path("published").asLong(),
                app.path("deliveries").asLong());
    }

    /** Counts since its start, but for {@code open}. */
    public record State(long open, long accepted, long published, long deliveries) {}

    public int port() {
        return URI.create(ready.url()).getPort();
    }

    /** Path and query of a connect with a token of this peer's own. */
    public String connectTarget(String peerId) {
        return new Endpoint(URI.create(ready.url())).pathAndQuery(token(peerId));
    }

    /** A token of this peer's own. */
    public Endpoint.Presented token(String peerId) {
        return new Endpoint.Presented.Token(
                signer.sign(TokenClaims.of(peerId, Instant.now().plus(TOKEN_LIFE))));
    }

    /** Its coturn, if it has one. */
    public SandboxEvent.Turn turn() {
        return Objects.requireNonNull(ready.turn(), "this sandbox was started without coturn");
    }

    /** Has the sandbox's JVM collect its garbage. */
    public void collectGarbage() throws IOException, InterruptedException {
        jcmd("GC.run");
    }

    /** Runs one of jcmd's commands at the sandbox's JVM and returns what it prints. */
    public String jcmd(String command) throws IOException, InterruptedException {
        return Jcmd.run(pid(), command);
    }

    /** Stops it and returns what it counted. */
    public SandboxEvent.Counted stop() throws IOException, InterruptedException {
        process.control().send(new SandboxOrder.Stop());
        SandboxEvent.Counted counted = await(SandboxEvent.Counted.class);
        process.awaitExit(PATIENCE);
        return counted;
    }

    @Override
    public void close() {
        process.close();
    }
}
