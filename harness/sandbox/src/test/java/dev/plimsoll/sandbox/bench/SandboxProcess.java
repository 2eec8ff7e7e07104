package dev.plimsoll.sandbox.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.model.Secret;
import dev.plimsoll.process.ChildJvm;
import dev.plimsoll.sandbox.SandboxMain;
import dev.plimsoll.sandbox.control.SandboxEvent;
import dev.plimsoll.sandbox.control.SandboxOrder;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenSigner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A sandbox in a process of its own, as a run starts it; only its limits are out of the way. */
final class SandboxProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private final ChildJvm<SandboxEvent, SandboxOrder> process;
    private final BlockingQueue<SandboxEvent> events = new LinkedBlockingQueue<>();
    private final SandboxEvent.Ready ready;
    private final TokenSigner signer;

    private SandboxProcess(ChildJvm<SandboxEvent, SandboxOrder> process) throws IOException, InterruptedException {
        this.process = process;
        process.control().listen("sandbox-events", events::add, () -> {});
        process.control().send(new SandboxOrder.Start(settings()));
        this.ready = await(SandboxEvent.Ready.class);
        this.signer = new TokenSigner(ready.keyId(), new Secret(ready.keySecret()));
    }

    static SandboxProcess start(List<String> jvmOptions, Path log) throws IOException, InterruptedException {
        return new SandboxProcess(
                ChildJvm.start(new ChildJvm.Spec(SandboxMain.class, jvmOptions, Map.of(), log), SandboxEvent.class));
    }

    private static ObjectNode settings() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("turn", false)
                .put("maxConcurrentConnections", 20_000)
                .put("connectsPerIp", 1_000_000)
                .put("maxMessages", 1_000_000_000);
    }

    private <E extends SandboxEvent> E await(Class<E> type) throws InterruptedException {
        SandboxEvent event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (!type.isInstance(event)) {
            process.close();
            throw new IllegalStateException("the sandbox said " + event + " in place of " + type.getSimpleName());
        }
        return type.cast(event);
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return URI.create(ready.url()).getPort();
    }

    /** Path and query of a connect with a token of this peer's own. */
    String connectTarget(String peerId) {
        Secret token = signer.sign(TokenClaims.of(peerId, Instant.now().plus(TOKEN_LIFE)));
        return new Endpoint(URI.create(ready.url())).pathAndQuery(new Endpoint.Presented.Token(token));
    }

    /** Has the sandbox's JVM collect its garbage. */
    void collectGarbage() throws IOException, InterruptedException {
        jcmd("GC.run");
    }

    /** Runs one of jcmd's commands at the sandbox's JVM and returns what it prints. */
    String jcmd(String command) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process tool = new ProcessBuilder(jcmd, Long.toString(pid()), command)
                .redirectErrorStream(true)
                .start();
        String output = new String(tool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (tool.waitFor() != 0) {
            throw new IOException("jcmd " + command + " failed: " + output);
        }
        return output;
    }

    /** Stops it and returns what it counted. */
    SandboxEvent.Counted stop() throws IOException, InterruptedException {
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
