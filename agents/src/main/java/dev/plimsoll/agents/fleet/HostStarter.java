package dev.plimsoll.agents.fleet;

import dev.plimsoll.agents.AgentHost;
import dev.plimsoll.agents.Supplies;
import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.model.PlimsollException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the processes of a fleet's hosts, and ends every one that it started. For any thread. */
final class HostStarter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostStarter.class);

    private final FleetPlan plan;
    private final Supplies supplies;
    private final Listener listener;
    private final List<AgentHost> all = new ArrayList<>();

    /** Hears of the processes, from several threads. */
    interface Listener {
        void started(int number, long pid);

        void heard(int number, AgentEvent event);
    }

    HostStarter(FleetPlan plan, Supplies supplies, Listener listener) {
        this.plan = plan;
        this.supplies = supplies;
        this.listener = listener;
    }

    /**
     * Waits until the host is ready.
     *
     * @throws PlimsollException NOT_READY if it does not get ready
     */
    AgentHost start(int number) {
        AgentHost host =
                AgentHost.start(plan.logOf(number), plan.begin(), supplies, event -> listener.heard(number, event));
        synchronized (all) {
            all.add(host);
        }
        listener.started(number, host.pid());
        return host;
    }

    /** One of the two is called in the end, on a thread of its own. */
    void startInBackground(int number, Consumer<AgentHost> ready, Runnable failed) {
        Thread starter = new Thread(
                () -> {
                    AgentHost host;
                    try {
                        host = start(number);
                    } catch (PlimsollException e) {
                        LOG.warn("agent host {} could not be started: {}", number, e.getMessage());
                        failed.run();
                        return;
                    }
                    ready.accept(host);
                },
                "agents-start-" + number);
        starter.setDaemon(true);
        starter.start();
    }

    @Override
    public void close() {
        List<AgentHost> hosts;
        synchronized (all) {
            hosts = List.copyOf(all);
        }
        hosts.parallelStream().forEach(AgentHost::close);
    }
}
