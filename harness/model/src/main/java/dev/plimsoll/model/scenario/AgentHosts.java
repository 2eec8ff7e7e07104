package dev.plimsoll.model.scenario;

/**
 * The processes in which agents live.
 *
 * @param count how many; 0 for one to two cores
 * @param recycleAfterPeers a process that has made so many peer connections is replaced
 * @param recycleAtBytes the same for its resident memory
 * @param replaceLost whether a new process takes over the calls of one that died
 */
public record AgentHosts(int count, int recycleAfterPeers, long recycleAtBytes, boolean replaceLost) {
    /** The native library leaks a few kilobytes with each peer connection: after so many it is a tenth of the bound. */
    public static final AgentHosts USUAL = new AgentHosts(0, 5_000, 1L << 30, false);

    public AgentHosts {
        if (count < 0 || recycleAfterPeers < 2 || recycleAtBytes < 1) {
            throw new IllegalArgumentException(
                    "count " + count + ", peers " + recycleAfterPeers + ", bytes " + recycleAtBytes);
        }
    }

    /** How many processes carry so many calls on so many cores: no more than there are calls, and one at least. */
    public int forCalls(int calls, int cores) {
        int wanted = count > 0 ? count : cores / 2;
        return Math.max(1, Math.min(wanted, calls));
    }
}
