package dev.plimsoll.limits.turn;

import dev.plimsoll.model.Secret;
import dev.plimsoll.model.scenario.TurnTransport;
import dev.plimsoll.process.LeashedProcess;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.sandbox.turn.Coturn;
import dev.plimsoll.sandbox.turn.Ports;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A real coturn on loopback, and clients of it. */
public final class TestTurn implements AutoCloseable {
    public static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Runnable stop;
    private final List<String> urls;
    private final Secret secret;

    private TestTurn(Runnable stop, List<String> urls, Secret secret) {
        this.stop = stop;
        this.urls = urls;
        this.secret = secret;
    }

    /**
     * The sandbox's server.
     *
     * @param settings those of {@code turnServer}, as YAML
     */
    public static TestTurn with(String settings) {
        Coturn coturn = Coturn.start(
                SandboxConfigReader.yaml("turnServer: {" + settings + "}").turnServer(), RANDOM);
        return new TestTurn(coturn::close, coturn.urls(), coturn.secret());
    }

    /** A server with options that the sandbox's is never given; UDP only. */
    public static TestTurn configured(String... options) throws IOException {
        Path folder = Files.createTempDirectory("plimsoll-turn-test");
        Secret secret = new Secret("s" + RANDOM.nextLong());
        int port = Ports.free();
        Path config = folder.resolve("turnserver.conf");
        Files.writeString(
                config,
                String.join("\n", options)
                        + """

                        listening-ip=127.0.0.1
                        listening-port=%d
                        realm=plimsoll.test
                        use-auth-secret
                        static-auth-secret=%s
                        no-tls
                        no-dtls
                        no-cli
                        userdb=%s
                        pidfile=%s
                        log-file=stdout
                        simple-log
                        """.formatted(
                                port, secret.reveal(), folder.resolve("turndb"), folder.resolve("turnserver.pid")));
        LeashedProcess process = LeashedProcess.start(
                List.of("turnserver", "-c", config.toString()), folder, folder.resolve("turnserver.log"));
        Runnable stop = () -> {
            process.close();
            delete(folder);
        };
        TestTurn turn = new TestTurn(stop, List.of("turn:127.0.0.1:" + port + "?transport=udp"), secret);
        turn.awaitAnswer(folder);
        return turn;
    }

    public TurnTarget target(TurnTransport transport) {
        return urls.stream()
                .map(TurnTarget::of)
                .filter(target -> target.transport() == transport)
                .findFirst()
                .orElseThrow();
    }

    /** A client over UDP. */
    public TurnClient client() {
        return new TurnClient(target(TurnTransport.UDP), TurnOptions.within(PATIENCE));
    }

    public TurnCredential credential(String user) {
        return credential(user, Duration.ofHours(1));
    }

    public TurnCredential credential(String user, Duration life) {
        return TurnCredential.mint(secret, user, Instant.now().plus(life));
    }

    @Override
    public void close() {
        stop.run();
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer(Path folder) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.multipliedBy(2).toNanos();
        TurnAnswer answer;
        do {
            try (TurnClient client =
                    new TurnClient(target(TurnTransport.UDP), TurnOptions.within(Duration.ofMillis(100)))) {
                answer = client.bind();
            }
        } while (!answer.isGranted() && System.nanoTime() < deadline);
        if (!answer.isGranted()) {
            String log = Files.readString(folder.resolve("turnserver.log"));
            close();
            throw new AssertionError("coturn did not start: " + log);
        }
    }
}
