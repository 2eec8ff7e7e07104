package dev.plimsoll.agents.fleet;

import dev.plimsoll.agents.control.AgentOrder;
import java.nio.file.Path;

/**
 * How many hosts there are and when one is replaced.
 *
 * @param hosts from 1
 * @param recycleAfterPeers a host that has made so many peer connections takes no more calls, and a new one takes them
 * @param recycleAtBytes the same for its resident memory
 * @param replaceLost whether a new host takes over the calls of one that died; otherwise they are only reported lost
 * @param begin where and how hosts place calls
 * @param log what the first host prints goes here, what others print beside it
 */
public record FleetPlan(
        int hosts, int recycleAfterPeers, long recycleAtBytes, boolean replaceLost, AgentOrder.Begin begin, Path log) {
    public FleetPlan {
        if (hosts < 1 || recycleAfterPeers < 2 || recycleAtBytes < 1) {
            throw new IllegalArgumentException(
                    "hosts " + hosts + ", peers " + recycleAfterPeers + ", bytes " + recycleAtBytes);
        }
    }

    /** agents.log, then agents-2.log and so on. */
    Path logOf(int host) {
        if (host == 1) {
            return log;
        }
        String name = log.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0
                ? log.resolveSibling(name + "-" + host)
                : log.resolveSibling(name.substring(0, dot) + "-" + host + name.substring(dot));
    }
}
