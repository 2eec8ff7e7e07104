package dev.plimsoll.sandbox.turn;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.Secret;
import dev.plimsoll.process.LeashedProcess;
import dev.plimsoll.sandbox.config.TurnServer;
import dev.plimsoll.sandbox.fault.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A TURN server of our own on free loopback ports: UDP, TCP and TLS, long-term credentials from a random shared secret.
 * It cannot outlive this process, and its folder goes with it.
 */
public final class Coturn implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int START_ATTEMPTS = 3;
    private static final List<Path> PROGRAM = List.of(
            Path.of("/usr/bin/turnserver"),
            Path.of("/usr/local/bin/turnserver"),
            Path.of("/opt/homebrew/bin/turnserver"));

    private final Path folder;
    private final List<String> command;
    private volatile LeashedProcess process;
    private final int port;
    private final int tlsPort;
    private final Secret secret;
    private final CoturnConsole console;
    private final Optional<TurnFront> front;

    private Coturn(Path folder, List<String> command, CoturnConfig config, Optional<TurnFront> front)
            throws IOException {
        this.folder = folder;
        this.command = command;
        this.process = LeashedProcess.start(command, folder, log(folder));
        this.port = config.port();
        this.tlsPort = config.tlsPort();
        this.secret = config.secret();
        this.console = new CoturnConsole(config.consolePort(), config.consolePassword());
        this.front = front;
    }

    /**
     * Starts a server and waits until all its listeners answer.
     *
     * @param limits its quotas and lifetimes
     * @throws PlimsollException NOT_READY if coturn is not installed or does not start
     */
    public static Coturn start(TurnServer limits, SecureRandom random) {
        return start(limits, Set.of(), random);
    }

    /** Likewise, with what of these faults is coturn's own or is spoiled between it and its clients. */
    public static Coturn start(TurnServer limits, Set<Fault> faults, SecureRandom random) {
        Path program = PROGRAM.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new PlimsollException(
                        ExitCode.NOT_READY, "turnserver is not installed", "install coturn: apt-get install coturn"));
        IOException last = null;
        for (int attempt = 0; attempt < START_ATTEMPTS; attempt++) {
            try {
                return start(program, limits, faults, random);
            } catch (IOException e) {
                last = e;
            }
        }
        throw new PlimsollException(
                ExitCode.NOT_READY,
                "coturn did not start: " + last.getMessage(),
                "run turnserver by hand to see why; ports and the temporary folder must be usable",
                last);
    }

    private static Coturn start(Path program, TurnServer limits, Set<Fault> faults, SecureRandom random)
            throws IOException {
        Path folder = Files.createTempDirectory("plimsoll-turn");
        try {
            CoturnConfig config = new CoturnConfig(
                    Ports.free(),
                    Ports.free(),
                    Ports.free(),
                    new Secret(password(random)),
                    new Secret(password(random)),
                    Certificate.make(folder, password(random)),
                    limits,
                    faults);
            Path file = folder.resolve("turnserver.conf");
            Files.writeString(file, config.text(folder));
            List<String> command = List.of(program.toString(), "-c", file.toString());
            Coturn coturn = new Coturn(folder, command, config, TurnFront.where(faults, config));
            coturn.awaitReady(random);
            return coturn;
        } catch (IOException | RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    /** The ports as the credential API names them. */
    public TurnUrls ports() {
        return new TurnUrls(udpPort(), port, tlsPort);
    }

    /** Its administration console. */
    CoturnConsole console() {
        return console;
    }

    /** URLs of the listeners, one a transport (RFC 7065). */
    public List<String> urls() {
        return List.of(
                "turn:127.0.0.1:" + udpPort() + "?transport=udp",
                "turn:127.0.0.1:" + port + "?transport=tcp",
                "turns:127.0.0.1:" + tlsPort + "?transport=tcp");
    }

    private int udpPort() {
        return front.map(TurnFront::port).orElse(port);
    }

    public Secret secret() {
        return secret;
    }

    public long pid() {
        return process.pid();
    }

    /** Ends the server and all its allocations; {@link #resume} brings it back. Blocks until it is gone. */
    public synchronized void halt() {
        process.close();
    }

    /**
     * Starts a server that was halted, on its ports and with its secret. Blocks until it answers.
     *
     * @throws IOException if it does not start, for instance because a port was taken meanwhile
     */
    public synchronized void resume(SecureRandom random) throws IOException {
        if (process.isAlive()) {
            return;
        }
        process = LeashedProcess.start(command, folder, log(folder));
        awaitReady(random);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public synchronized void close() {
        front.ifPresent(TurnFront::close);
        process.close();
        delete(folder);
    }

    private void awaitReady(SecureRandom random) throws IOException {
        long polls = START_TIMEOUT.dividedBy(POLL);
        for (long poll = 0; poll < polls && process.isAlive(); poll++) {
            if (listens(port) && listens(tlsPort) && StunProbe.answers(port, random)) {
                return;
            }
            pause();
        }
        String output = Files.readString(log(folder)).strip();
        front.ifPresent(TurnFront::close);
        process.close();
        throw new IOException(output.isEmpty() ? "no answer on port " + port : lastLine(output));
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while coturn started", e);
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) POLL.toMillis());
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Path log(Path folder) {
        return folder.resolve("turnserver.log");
    }

    private static String lastLine(String text) {
        return text.substring(text.lastIndexOf('\n') + 1);
    }

    private static String password(SecureRandom random) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            folder.toFile().deleteOnExit();
        }
    }
}
