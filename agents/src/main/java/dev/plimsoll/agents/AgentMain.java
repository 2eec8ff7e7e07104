package dev.plimsoll.agents;

import dev.plimsoll.agents.call.Call;
import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.AgentOrder;
import dev.plimsoll.agents.rtc.PeerFactory;
import dev.plimsoll.model.Secret;
import dev.plimsoll.process.ControlChannel;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.client.SignallingClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An agent host: a process of its own, because the native library may end it. One thread owns every peer. The end of the
 * control channel means that the run is gone, and ends the host too.
 */
public final class AgentMain {
    private static final Logger LOG = LoggerFactory.getLogger(AgentMain.class);
    /** Closes of signalling connections are still counted after the calls have ended. */
    private static final Duration FAREWELL = Duration.ofMillis(500);

    private final ControlChannel<AgentOrder, AgentEvent> control;
    private final PeerFactory factory;
    private final ScheduledExecutorService owner;
    private final List<Call> calls = new ArrayList<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private boolean ending;

    private AgentMain(
            ControlChannel<AgentOrder, AgentEvent> control, PeerFactory factory, ScheduledExecutorService owner) {
        this.control = control;
        this.factory = factory;
        this.owner = owner;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ControlChannel<AgentOrder, AgentEvent> control = ControlChannel.toParent(AgentOrder.class);
        ScheduledExecutorService owner =
                Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "agents-owner"));
        PeerFactory factory;
        try {
            factory = new PeerFactory(owner);
        } catch (RuntimeException | Error e) {
            // The static initialiser of the library throws errors when a system library is missing.
            control.send(new AgentEvent.Unusable(rootMessage(e)));
            System.exit(1);
            return;
        }
        AgentMain host = new AgentMain(control, factory, owner);
        control.listen("agents-control", order -> owner.execute(() -> host.obey(order)), host::parentGone);
        control.send(new AgentEvent.Ready());
        host.done.await();
        System.exit(0);
    }

    private void parentGone() {
        Runtime.getRuntime().halt(0);
    }

    private void obey(AgentOrder order) {
        if (order instanceof AgentOrder.Start start) {
            start.pairs().forEach(pair -> call(start, pair));
            owner.schedule(this::end, start.durationMs(), TimeUnit.MILLISECONDS);
        } else {
            end();
        }
    }

    private void call(AgentOrder.Start start, AgentOrder.Pair pair) {
        Call call = new Call(start, pair, factory, owner, InstantSource.system(), this::tell);
        calls.add(call);
        call.start((peerId, listener) -> dial(start, peerId, listener));
    }

    private static SignallingClient dial(AgentOrder.Start start, String peerId, SignallingClient.Listener listener) {
        Endpoint.Presented presented = start.key() == null
                ? new Endpoint.Presented.Token(new Secret(start.tokens().get(peerId)))
                : new Endpoint.Presented.Key(new Secret(start.key()));
        SignallingClient.Options options = new SignallingClient.Options(
                Duration.ofMillis(start.setupTimeoutMs()), Optional.ofNullable(start.origin()), System::nanoTime);
        return SignallingClient.connect(new Endpoint(URI.create(start.url())), presented, options, listener);
    }

    private void end() {
        if (!ending) {
            ending = true;
            calls.forEach(Call::close);
            owner.schedule(this::leave, FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void leave() {
        factory.close();
        tell(new AgentEvent.AllEnded());
        done.countDown();
    }

    private void tell(AgentEvent event) {
        try {
            control.send(event);
        } catch (IOException e) {
            LOG.warn("the run does not listen any more: {}", e.getMessage());
        }
    }

    private static String rootMessage(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
