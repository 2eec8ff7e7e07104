package dev.plimsoll.agents.host;

import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.AgentOrder;
import dev.plimsoll.agents.rtc.PeerFactory;
import dev.plimsoll.process.ControlChannel;
import java.io.IOException;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * An agent host: a process of its own, because the native library may end it. One thread owns every peer. The end of the
 * control channel means that the run is gone, and ends the host too.
 */
public final class AgentMain {
    private AgentMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ControlChannel<AgentOrder, AgentEvent> control = ControlChannel.toParent(AgentOrder.class);
        ScheduledThreadPoolExecutor owner =
                new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "agents-owner"));
        // A cancelled timer would keep its call until its time.
        owner.setRemoveOnCancelPolicy(true);
        PeerFactory factory;
        try {
            factory = new PeerFactory(owner);
        } catch (RuntimeException | Error e) {
            // The static initialiser of the library throws errors when a system library is missing.
            control.send(new AgentEvent.Unusable(rootMessage(e)));
            System.exit(1);
            return;
        }
        Outbox outbox = new Outbox(control::send, AgentMain::runIsGone).start();
        Switchboard switchboard = new Switchboard(factory, owner, outbox);
        control.listen("agents-control", switchboard::obey, AgentMain::runIsGone);
        outbox.tell(new AgentEvent.Ready());
        switchboard.awaitEnd();
        outbox.drain();
        System.exit(0);
    }

    private static void runIsGone() {
        Runtime.getRuntime().halt(0);
    }

    private static String rootMessage(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
