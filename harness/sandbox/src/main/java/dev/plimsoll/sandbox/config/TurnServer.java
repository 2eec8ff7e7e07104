package dev.plimsoll.sandbox.config;

import java.time.Duration;

/**
 * How coturn is run; each field is coturn's option of that name, and 0 leaves the limit out (coturn 4.6 README).
 *
 * @param userQuota concurrent allocations of one user id, beyond which 486
 * @param totalQuota concurrent allocations in all, beyond which 486
 * @param maxBps bytes a second of one allocation, each way; more is dropped without a word
 * @param bpsCapacity bytes a second of the whole server, reserved by each allocation; needs maxBps
 * @param maxAllocateLifetime upper bound of an allocation's lifetime
 * @param staleNonce age of a nonce beyond which 438
 * @param minPort relay ports; as few as there shall be allocations, to see 508
 */
public record TurnServer(
        int userQuota,
        int totalQuota,
        int maxBps,
        int bpsCapacity,
        Duration maxAllocateLifetime,
        Duration staleNonce,
        Duration channelLifetime,
        Duration permissionLifetime,
        int minPort,
        int maxPort) {

    public TurnServer withQuotas(int user, int total) {
        return new TurnServer(
                user,
                total,
                maxBps,
                bpsCapacity,
                maxAllocateLifetime,
                staleNonce,
                channelLifetime,
                permissionLifetime,
                minPort,
                maxPort);
    }
}
