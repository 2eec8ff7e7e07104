package dev.plimsoll.agents;

import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.AgentOrder;
import dev.plimsoll.agents.host.AgentMain;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The run's side of an agent host. Whatever happens to the process, the listener hears {@link AgentEvent.AllEnded} or
 * {@link AgentEvent.HostLost} once, last.
 */
public final class AgentHost implements AutoCloseable {
    private static final Duration LOAD_TIMEOUT = Duration.ofSeconds(20);
    /** How long the exit status of a host whose channel has ended is waited for. */
    private static final Duration EXIT_PATIENCE = Duration.ofSeconds(2);

    private static final int FIRST_JDK_THAT_WARNS_OF_NATIVES = 24;

    private final ChildJvm<AgentEvent, AgentOrder> process;
    private final Clerk clerk;
    private final Consumer<AgentEvent> listener;
    private final CompletableFuture<AgentEvent> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final AtomicBoolean over = new AtomicBoolean();

    private AgentHost(ChildJvm<AgentEvent, AgentOrder> process, Supplies supplies, Consumer<AgentEvent> listener) {
        this.process = process;
        this.clerk = new Clerk(supplies, this::order);
        this.listener = listener;
    }

    /**
     * Starts the process and waits until the native library is loaded.
     *
     * @param log where the process and the native library print to
     * @param listener called from one thread
     * @throws PlimsollException NOT_READY if the library cannot be loaded
     */
    public static AgentHost start(Path log, AgentOrder.Begin begin, Supplies supplies, Consumer<AgentEvent> listener) {
        AgentHost host;
        try {
            host = new AgentHost(
                    ChildJvm.start(
                            new ChildJvm.Spec(AgentMain.class, jvmOptions(log), Map.of("MALLOC_ARENA_MAX", "2"), log),
                            AgentEvent.class),
                    supplies,
                    listener);
        } catch (IOException e) {
            throw new PlimsollException(
                    ExitCode.NOT_READY, "the agents' process did not start: " + e.getMessage(), "see " + log, e);
        }
        host.process.control().listen("agents-events", host::heard, host::channelEnded);
        host.awaitReady(log);
        host.order(begin);
        return host;
    }

    /**
     * The heap begins small and grows with need, so that what is committed of it says what it takes. What the library freed
     * goes back to the system once a minute, if the JVM can do that: an experimental option at first, and not there in 18 to 20.
     */
    private static List<String> jvmOptions(Path log) {
        List<String> options = new ArrayList<>(List.of(
                "-Xms16m",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:TrimNativeHeapInterval=60000",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:ErrorFile=" + log.resolveSibling("agents-crash-%p.log").toAbsolutePath()));
        if (Runtime.version().feature() >= FIRST_JDK_THAT_WARNS_OF_NATIVES) {
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        return options;
    }

    private void awaitReady(Path log) {
        AgentEvent first;
        try {
            first = ready.get(LOAD_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new PlimsollException(ExitCode.NOT_READY, "the agents' process did not get ready", "see " + log, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new PlimsollException(ExitCode.INTERRUPTED, "interrupted", "run again", e);
        }
        if (first instanceof AgentEvent.Unusable unusable) {
            over.set(true);
            close();
            throw new PlimsollException(
                    ExitCode.NOT_READY,
                    "the WebRTC library cannot be loaded: " + unusable.message(),
                    "install its system libraries: apt-get install libpulse0 libxfixes3 libxrandr2 libxcomposite1");
        }
    }

    /** Tells the host something. A host that is gone says so by its {@link AgentEvent.HostLost}. For any thread. */
    public void order(AgentOrder order) {
        try {
            process.control().send(order);
        } catch (IOException e) {
            lost("it does not listen: " + e.getMessage());
        }
    }

    /** Ends every call in order; {@link #ended()} follows. */
    public void stop() {
        order(new AgentOrder.Stop());
    }

    /** Takes no more calls; {@link #ended()} follows when the last one has ended. */
    public void retire() {
        order(new AgentOrder.Retire());
    }

    /** Completes when every call has ended, or the process is gone. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    public long pid() {
        return process.pid();
    }

    private void heard(AgentEvent event) {
        if (event instanceof AgentEvent.Ready || event instanceof AgentEvent.Unusable) {
            ready.complete(event);
        } else if (event instanceof AgentEvent.TokenWanted wanted) {
            clerk.serve(wanted);
        } else if (event instanceof AgentEvent.IceWanted wanted) {
            clerk.serve(wanted);
        } else if (!(event instanceof AgentEvent.AllEnded)) {
            listener.accept(event);
        } else if (over.compareAndSet(false, true)) {
            listener.accept(event);
            ended.complete(null);
        }
    }

    private void channelEnded() {
        ready.completeExceptionally(new IOException("the process ended"));
        lost("the agents' process ended unexpectedly");
    }

    private void lost(String reason) {
        if (over.compareAndSet(false, true)) {
            Integer status = exitStatus();
            String how = status == null ? "" : " with exit status " + status;
            listener.accept(new AgentEvent.HostLost(reason + how, status));
            ended.complete(null);
        }
    }

    private Integer exitStatus() {
        return process.onExit()
                .completeOnTimeout(null, EXIT_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    @Override
    public void close() {
        process.close();
    }
}
