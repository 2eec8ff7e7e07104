package dev.plimsoll.agents.fleet;

import dev.plimsoll.agents.control.AgentEvent;
import java.util.List;

/** Hears of a fleet, from several threads. Hosts are counted from 1. */
public interface FleetListener {
    void hostStarted(int host, long pid);

    /** Anything but the loss of the host. */
    void heard(int host, AgentEvent event);

    /** @param pairs that were under way there */
    void hostLost(int host, List<String> pairs, AgentEvent.HostLost loss);
}
