package dev.plimsoll.bench.agents;

import dev.plimsoll.agents.Supplies;
import dev.plimsoll.agents.turn.CloudflareSource;
import dev.plimsoll.agents.turn.IceChoice;
import dev.plimsoll.agents.turn.Lease;
import dev.plimsoll.bench.measure.SandboxProcess;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.scenario.TurnPath;
import dev.plimsoll.model.scenario.TurnTransport;
import dev.plimsoll.sandbox.SandboxMain;
import dev.plimsoll.sandbox.control.SandboxEvent;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.ice.IceServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where calls are placed: a sandbox with coturn, in processes of their own. */
final class Venue implements Supplies, AutoCloseable {
    private static final Duration CREDENTIAL_LIFE = Duration.ofHours(1);

    private final SandboxProcess sandbox;

    private Venue(SandboxProcess sandbox) {
        this.sandbox = sandbox;
    }

    static Venue start(Path folder) throws IOException, InterruptedException {
        return new Venue(SandboxProcess.startWithTurn(SandboxMain.JVM_OPTIONS, folder.resolve("sandbox.log")));
    }

    String url() {
        return sandbox.url();
    }

    long sandboxPid() {
        return sandbox.pid();
    }

    long coturnPid() {
        return sandbox.turn().pid();
    }

    @Override
    public Endpoint.Presented present(String peerId) {
        return sandbox.token(peerId);
    }

    @Override
    public CompletableFuture<Lease> ice(String peerId) {
        return CompletableFuture.failedFuture(new IllegalStateException("the welcome brings ICE servers"));
    }

    /** coturn over UDP with a credential, for those who do not ask the signalling service. */
    List<IceServer> iceServers() {
        SandboxEvent.Turn turn = sandbox.turn();
        try (CloudflareSource source =
                new CloudflareSource(URI.create(http()), turn.keyId(), new Secret(turn.keySecret()))) {
            List<IceServer> offered = source.mint("pages", CREDENTIAL_LIFE).join();
            return new IceChoice(TurnPath.of(TurnTransport.UDP), false).of(offered);
        }
    }

    private String http() {
        return "http://127.0.0.1:" + sandbox.port();
    }

    /** Sockets of coturn; each allocation has one. */
    int coturnSockets() throws IOException {
        int count = 0;
        Path files = Path.of("/proc", Long.toString(coturnPid()), "fd");
        try (DirectoryStream<Path> all = Files.newDirectoryStream(files)) {
            for (Path file : all) {
                count += isSocket(file) ? 1 : 0;
            }
        }
        return count;
    }

    private static boolean isSocket(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (IOException goneMeanwhile) {
            return false;
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
