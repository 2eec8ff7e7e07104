package dev.plimsoll.sandbox;

import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.result.SandboxCount;
import dev.plimsoll.process.CompilerRest;
import dev.plimsoll.process.ControlChannel;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.sandbox.connect.AppKeys;
import dev.plimsoll.sandbox.control.SandboxEvent;
import dev.plimsoll.sandbox.control.SandboxOrder;
import dev.plimsoll.sandbox.turn.Coturn;
import dev.plimsoll.sandbox.turn.TurnKey;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The sandbox as a child process. Orders are carried out by the main thread, one after another; the end of the control
 * channel means that the run is gone, and ends the sandbox too.
 */
public final class SandboxMain {
    /**
     * A pause looks like latency of the target: G1 holds the longest down and costs some CPU (docs/performance.md). What a
     * rehearsal gave to compile waits for its turn; by default it is dropped 50 ms after the rehearsal ends. A heap that
     * shrinks when the rehearsal's leftovers are collected would have to grow again while the load begins.
     */
    public static final List<String> JVM_OPTIONS = List.of(
            "-Xms512m", "-Xmx1g", "-XX:+UseG1GC", "-XX:MaxGCPauseMillis=10", "-XX:TieredCompileTaskTimeout=60000");

    private final ControlChannel<SandboxOrder, SandboxEvent> control;
    private final BlockingQueue<SandboxOrder> orders = new LinkedBlockingQueue<>();

    private SandboxMain(ControlChannel<SandboxOrder, SandboxEvent> control) {
        this.control = control;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ControlChannel<SandboxOrder, SandboxEvent> control = ControlChannel.toParent(SandboxOrder.class);
        new SandboxMain(control).serve();
        control.close();
        System.exit(0);
    }

    private void serve() throws IOException, InterruptedException {
        control.listen("sandbox-control", orders::add, () -> orders.add(new SandboxOrder.Stop()));
        if (orders.take() instanceof SandboxOrder.Start start) {
            try (Sandbox sandbox = Sandbox.start(SandboxConfigReader.read(start.settings()))) {
                control.send(ready(sandbox));
                awaitStop(sandbox);
                count(sandbox.counts());
            } catch (PlimsollException e) {
                control.send(new SandboxEvent.Failed(e.getMessage(), e.hint()));
            }
        }
    }

    private void awaitStop(Sandbox sandbox) throws IOException, InterruptedException {
        SandboxOrder order = orders.take();
        while (!(order instanceof SandboxOrder.Stop)) {
            order = order instanceof SandboxOrder.Rehearse ? rehearse(sandbox) : orders.take();
        }
    }

    /** @return the order that comes after the rehearsal */
    private SandboxOrder rehearse(Sandbox sandbox) throws IOException, InterruptedException {
        SandboxOrder order;
        try (Sandbox stage = sandbox.openRehearsal()) {
            control.send(new SandboxEvent.Rehearsing(
                    stage.url().toString(),
                    stage.keys().keyId(),
                    stage.keys().secret().reveal()));
            order = orders.take();
        }
        if (!(order instanceof SandboxOrder.EndRehearsal)) {
            return order;
        }
        CompilerRest.await();
        // What the rehearsal left is not to be collected while the load begins.
        System.gc();
        control.send(new SandboxEvent.Rehearsed());
        return orders.take();
    }

    private void count(SandboxCount count) {
        try {
            control.send(new SandboxEvent.Counted(
                    count.accepted(),
                    count.rejected(),
                    count.peakConnections(),
                    count.published(),
                    count.deliveries()));
        } catch (IOException parentIsGone) {
            // Nobody is left to tell; closing the sandbox is all that remains to do.
            return;
        }
    }

    private static SandboxEvent.Ready ready(Sandbox sandbox) {
        KitAccess kit = sandbox.realtimeKit();
        return new SandboxEvent.Ready(
                sandbox.url().toString(),
                sandbox.allKeys().values().stream().map(SandboxMain::told).toList(),
                sandbox.controlToken().reveal(),
                sandbox.coturn().map(coturn -> turn(sandbox, coturn)).orElse(null),
                new SandboxEvent.Kit(kit.appId(), kit.apiToken().reveal()));
    }

    private static SandboxEvent.Keys told(AppKeys keys) {
        return new SandboxEvent.Keys(keys.keyId(), keys.secret().reveal(), keys.publishable());
    }

    private static SandboxEvent.Turn turn(Sandbox sandbox, Coturn coturn) {
        TurnKey key = sandbox.turnKey().orElseThrow();
        return new SandboxEvent.Turn(
                coturn.pid(), coturn.urls(), key.id(), key.secret().reveal());
    }
}
