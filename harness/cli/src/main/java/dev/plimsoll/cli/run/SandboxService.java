package dev.plimsoll.cli.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.cli.limits.Facts;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.result.SandboxCount;
import dev.plimsoll.model.scenario.Credential;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.process.ChildJvm;
import dev.plimsoll.sandbox.SandboxMain;
import dev.plimsoll.sandbox.control.SandboxEvent;
import dev.plimsoll.sandbox.control.SandboxOrder;
import dev.plimsoll.signalling.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The sandbox in a process of its own, so that its cost is counted apart. */
final class SandboxService implements Service {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration START = Duration.ofSeconds(40);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final ChildJvm<SandboxEvent, SandboxOrder> process;
    private final CompletableFuture<SandboxEvent> first = new CompletableFuture<>();
    private final CompletableFuture<SandboxEvent.Rehearsing> rehearsing = new CompletableFuture<>();
    private final CompletableFuture<Void> rehearsed = new CompletableFuture<>();
    private final CompletableFuture<SandboxEvent.Counted> counted = new CompletableFuture<>();
    private final Target.Sandbox target;
    private final InstantSource clock;
    private SandboxEvent.Ready ready;
    private Function<Bearer, Endpoint.Presented> presenter;
    private volatile boolean stopping;
    private volatile boolean lost;

    private SandboxService(ChildJvm<SandboxEvent, SandboxOrder> process, Target.Sandbox target, InstantSource clock) {
        this.process = process;
        this.target = target;
        this.clock = clock;
    }

    /** @throws PlimsollException NOT_READY with the sandbox's own reason if it cannot start */
    static SandboxService start(Target.Sandbox target, Path log, InstantSource clock) {
        try {
            SandboxService service = new SandboxService(
                    ChildJvm.start(
                            new ChildJvm.Spec(SandboxMain.class, SandboxMain.JVM_OPTIONS, Map.of(), log),
                            SandboxEvent.class),
                    target,
                    clock);
            service.begin(log);
            return service;
        } catch (IOException e) {
            throw new PlimsollException(
                    ExitCode.NOT_READY, "the sandbox did not start: " + e.getMessage(), "see " + log, e);
        }
    }

    private void begin(Path log) throws IOException {
        process.control().listen("sandbox-events", this::heard, this::channelEnded);
        process.control().send(new SandboxOrder.Start(JSON.valueToTree(target.settings())));
        SandboxEvent answer = await(first, START);
        if (answer instanceof SandboxEvent.Ready isReady) {
            ready = isReady;
            presenter = Presenter.of(
                    new Credential.SigningKey(
                            ready.keys().id(), new Secret(ready.keys().secret())),
                    clock);
            return;
        }
        stopping = true;
        process.close();
        throw answer instanceof SandboxEvent.Failed failed
                ? new PlimsollException(ExitCode.NOT_READY, failed.message(), failed.hint())
                : new PlimsollException(ExitCode.NOT_READY, "the sandbox did not get ready", "see " + log);
    }

    private void heard(SandboxEvent event) {
        if (event instanceof SandboxEvent.Counted count) {
            counted.complete(count);
        } else if (event instanceof SandboxEvent.Rehearsing stage) {
            rehearsing.complete(stage);
        } else if (event instanceof SandboxEvent.Rehearsed) {
            rehearsed.complete(null);
        } else {
            first.complete(event);
        }
    }

    private void channelEnded() {
        lost = !stopping;
        first.complete(null);
        rehearsing.complete(null);
        rehearsed.complete(null);
        counted.complete(null);
    }

    private static <T> T await(CompletableFuture<T> future, Duration patience) {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public Endpoint endpoint() {
        return new Endpoint(URI.create(ready.url()));
    }

    @Override
    public Endpoint.Presented present(Bearer bearer) {
        return bearer.publishable()
                ? new Endpoint.Presented.Key(new Secret(ready.keys().publishable()))
                : presenter.apply(bearer);
    }

    @Override
    public void goAway() {
        URI http = URI.create(ready.url().replaceFirst("^ws", "http"));
        HttpRequest request = HttpRequest.newBuilder(http.resolve("/__emu/going-away"))
                .timeout(STOP)
                .header("Authorization", "Bearer " + ready.controlToken())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            lost = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Optional<TurnLever> turnLever() {
        URI http = URI.create(ready.url().replaceFirst("^ws", "http"));
        return Optional.ofNullable(ready.turn()).map(turn -> new SandboxTurn(http, new Secret(ready.controlToken())));
    }

    @Override
    public Optional<String> origin() {
        return Optional.empty();
    }

    @Override
    public TargetFacts facts() {
        return Facts.of(ready, target, clock);
    }

    /** In the sandbox's process, for that is what has to get warm. */
    @Override
    public RehearsalPlace rehearsal() throws IOException {
        process.control().send(new SandboxOrder.Rehearse());
        SandboxEvent.Rehearsing stage = await(rehearsing, START);
        if (stage == null) {
            throw new IOException("the sandbox is not ready for a rehearsal");
        }
        return new RehearsalPlace(
                new Endpoint(URI.create(stage.url())),
                stage.keyId(),
                new Secret(stage.keySecret()),
                this::endRehearsal);
    }

    private void endRehearsal() {
        try {
            process.control().send(new SandboxOrder.EndRehearsal());
            await(rehearsed, START);
        } catch (IOException e) {
            lost = true;
        }
    }

    @Override
    public boolean selfSignedTurn() {
        return true;
    }

    @Override
    public List<String> turnUrls() {
        return ready.turn() == null ? List.of() : ready.turn().urls();
    }

    @Override
    public Map<String, Long> processes() {
        Map<String, Long> processes = new LinkedHashMap<>();
        processes.put("sandbox", process.pid());
        if (ready.turn() != null) {
            processes.put("coturn", ready.turn().pid());
        }
        return processes;
    }

    @Override
    public Optional<SandboxCount> stop() {
        stopping = !lost;
        try {
            process.control().send(new SandboxOrder.Stop());
        } catch (IOException e) {
            lost = true;
        }
        SandboxEvent.Counted count = await(counted, STOP);
        close();
        return Optional.ofNullable(count)
                .map(c -> new SandboxCount(
                        c.accepted(), c.rejected(), c.peakConnections(), c.published(), c.deliveries()));
    }

    @Override
    public Optional<String> trouble() {
        return lost ? Optional.of("the sandbox's process ended during the run") : Optional.empty();
    }

    @Override
    public void close() {
        stopping = true;
        process.close();
    }
}
