package dev.plimsoll.sandbox;

import dev.plimsoll.signalling.ProtocolLimits;
import java.time.Duration;

/**
 * How the sandbox behaves. The defaults are the service's documented numbers where it documents any.
 *
 * @param port signalling port on 127.0.0.1; 0 takes a free one
 * @param maxConcurrentConnections open connections beyond which a connect is closed with 4010; free plan: 100 (Metered
 *     docs, limits-and-quotas)
 * @param connectsPerIp connect attempts per source address and {@code connectWindow}; 60 in 60 s (protocol/rate-limits)
 * @param messagesPerSecond refill of a connection's token bucket; 100 (protocol/rate-limits)
 * @param messageBurst size of that bucket; 200
 * @param maxFrameBytes largest inbound frame; 65,536
 * @param unauthorizedChannel what a subscribe outside the credential's patterns meets; the documents disagree
 * @param expiryLead how long before {@code exp} a connection is closed with 4002; 250 ms (protocol/close-codes)
 * @param pingInterval between WebSocket pings; 30 s
 * @param pongGrace how long a pong may take before the connection is dropped; 10 s
 * @param snapshotGap between a subscribe's ack and its presence snapshot; some clients miss a snapshot that follows at
 *     once
 * @param turn whether coturn runs and the welcome carries ICE servers
 */
public record SandboxConfig(
        int port,
        int maxConcurrentConnections,
        int connectsPerIp,
        Duration connectWindow,
        double messagesPerSecond,
        int messageBurst,
        int maxFrameBytes,
        UnauthorizedChannel unauthorizedChannel,
        Duration expiryLead,
        Duration pingInterval,
        Duration pongGrace,
        Duration snapshotGap,
        boolean turn) {

    public static final SandboxConfig DOCUMENTED = new SandboxConfig(
            0,
            100,
            60,
            Duration.ofSeconds(60),
            100,
            200,
            ProtocolLimits.MAX_FRAME_BYTES,
            UnauthorizedChannel.ERROR,
            Duration.ofMillis(250),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofMillis(5),
            false);

    /** What a subscribe outside the credential's patterns meets. */
    public enum UnauthorizedChannel {
        /** The error {@code channel_not_authorized}; the connection stays. */
        ERROR,
        /** Close 4003. */
        CLOSE_4003
    }

    /** The documented behaviour with the limits that a scenario sets. */
    public static SandboxConfig with(
            int port, int maxConcurrentConnections, int connectsPerIp, Duration connectWindow, boolean turn) {
        SandboxConfig d = DOCUMENTED;
        return new SandboxConfig(
                port,
                maxConcurrentConnections,
                connectsPerIp,
                connectWindow,
                d.messagesPerSecond,
                d.messageBurst,
                d.maxFrameBytes,
                d.unauthorizedChannel,
                d.expiryLead,
                d.pingInterval,
                d.pongGrace,
                d.snapshotGap,
                turn);
    }

    public SandboxConfig withUnauthorizedChannel(UnauthorizedChannel reaction) {
        return new SandboxConfig(
                port,
                maxConcurrentConnections,
                connectsPerIp,
                connectWindow,
                messagesPerSecond,
                messageBurst,
                maxFrameBytes,
                reaction,
                expiryLead,
                pingInterval,
                pongGrace,
                snapshotGap,
                turn);
    }
}
