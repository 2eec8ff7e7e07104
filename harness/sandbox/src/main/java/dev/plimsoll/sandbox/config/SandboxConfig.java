package dev.plimsoll.sandbox.config;

import dev.plimsoll.sandbox.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How the sandbox behaves: every knob, in one place. The defaults stand in {@code documented.yaml} beside this class, each
 * with its source; {@link SandboxConfigReader} lays a scenario's or a file's settings over them.
 *
 * @param port everything but TURN, on 127.0.0.1; 0 takes a free one
 * @param seed of everything random: faults, rates, latency
 * @param apps whose keys exist; peers of different apps never meet
 * @param maxConcurrentConnections of one app, beyond which a connect is closed with 4010
 * @param connectsPerIp connect attempts per source address and {@code connectWindow}, beyond which HTTP 429 answers
 * @param handshakePatience how long a TCP connection may take to send its first request, beyond which it is cut
 * @param enforceOrigin whether a publishable key that lists origins is refused from others
 * @param missingKidMode what a token without a key id meets
 * @param badSignatureMode what a token with a bad signature or unknown key meets
 * @param coldKey what the first lookup of a key costs a connect
 * @param warmKey what a cached lookup costs
 * @param keyCacheTtl how long a lookup stays cached
 * @param expirySkew how long before its {@code exp} a connection is closed with 4002
 * @param maxFrameBytes largest inbound frame; beyond it close 1009
 * @param bucketRate tokens a second that a connection's bucket gains; a frame costs one
 * @param bucketBurst size of the bucket
 * @param overRateMode what a frame without a token meets
 * @param maxMessages publishes and sends of one app in a billing period
 * @param overages whether the plan bills beyond its limits instead of refusing
 * @param balance how many connections and messages beyond the plan the balance pays
 * @param autoRecharge whether an empty balance is refilled to {@code balance}
 * @param unauthorizedChannelMode what a channel outside the credential's patterns meets
 * @param binaryFrameMode what a binary frame meets
 * @param wildcardSubscribe whether a subscribe to a pattern receives all channels that match it
 * @param maxPendingBytes what may wait for a slow reader, beyond which it is closed with 1008
 * @param maxPendingFrames likewise, counted in frames
 * @param peerNotFoundRate share of sends to present peers that are told {@code peer_not_found}
 * @param dropAckRate share of acks that are lost
 * @param dropSnapshotRate share of presence snapshots that are lost
 * @param latencyModel how long a frame takes from one peer to another
 * @param ackToSnapshotGap between a subscribe's ack and its presence snapshot; some clients miss one that follows at once
 * @param selfInSnapshot whether a snapshot names its receiver
 * @param duplicatePeerPresence what presence says of a peer with several connections
 * @param pingInterval between the server's WebSocket pings
 * @param pongGrace how long a pong may take before TCP is cut
 * @param legacyNoPing whether the application's ping is an unknown type, as on older servers
 * @param goingAwayRetry the {@code retryAfterMs} of going_away
 * @param goingAwayToClose between going_away and close 1001
 * @param restCallsPerIp REST calls per source address and {@code restWindow}, beyond which HTTP 429 answers
 * @param maxRestBody largest REST body in bytes; beyond it HTTP 413
 * @param turn whether coturn runs
 * @param turnInjection whether welcomes carry ICE servers, and which
 * @param turnServer how coturn is run
 * @param turnApi how the credential API behaves
 * @param realtimeKit limits of the RealtimeKit part
 * @param faults switched on from the start
 */
public record SandboxConfig(
        int port,
        long seed,
        List<App> apps,
        int maxConcurrentConnections,
        int connectsPerIp,
        Duration connectWindow,
        Duration handshakePatience,
        boolean enforceOrigin,
        CredentialFault missingKidMode,
        CredentialFault badSignatureMode,
        Duration coldKey,
        Duration warmKey,
        Duration keyCacheTtl,
        Duration expirySkew,
        int maxFrameBytes,
        double bucketRate,
        int bucketBurst,
        OverRate overRateMode,
        long maxMessages,
        boolean overages,
        long balance,
        boolean autoRecharge,
        UnauthorizedChannel unauthorizedChannelMode,
        BinaryFrame binaryFrameMode,
        boolean wildcardSubscribe,
        int maxPendingBytes,
        int maxPendingFrames,
        double peerNotFoundRate,
        double dropAckRate,
        double dropSnapshotRate,
        Latency latencyModel,
        Duration ackToSnapshotGap,
        boolean selfInSnapshot,
        DuplicatePeer duplicatePeerPresence,
        Duration pingInterval,
        Duration pongGrace,
        boolean legacyNoPing,
        Duration goingAwayRetry,
        Duration goingAwayToClose,
        int restCallsPerIp,
        Duration restWindow,
        int maxRestBody,
        boolean turn,
        TurnInjection turnInjection,
        TurnServer turnServer,
        TurnApi turnApi,
        RealtimeKit realtimeKit,
        Set<Fault> faults) {

    public SandboxConfig {
        apps = List.copyOf(apps);
        faults = Set.copyOf(faults);
    }

    /** How a credential that cannot be trusted is turned away. */
    public enum CredentialFault {
        /** HTTP 401 {@code invalid_token}, before the upgrade. */
        HTTP401,
        /** The upgrade, then close 4001. */
        CLOSE4001
    }

    /** What a frame meets when the token bucket is empty. */
    public enum OverRate {
        CLOSE4011,
        /** It waits for its token, and everything behind it too. */
        DELAY,
        DROP
    }

    public enum UnauthorizedChannel {
        /** The error {@code channel_not_authorized}; the connection stays. */
        ERROR,
        CLOSE4003
    }

    public enum BinaryFrame {
        CLOSE1008,
        MALFORMED_MESSAGE
    }

    public enum DuplicatePeer {
        /** Joined with the first connection, left with the last. */
        REFCOUNT,
        /** Joined and left with each connection. */
        EACH_CONNECTION
    }

    public enum Latency {
        NONE,
        /** Every frame between peers takes 10 to 50 ms, most of them about 15 (Metered docs: 10 to 50 ms in a region). */
        REGION
    }

    public enum TurnInjection {
        /** coturn's URLs with a credential of the peer's own, if coturn runs. */
        COTURN,
        /** A fixed list of the vendor's documented host names, which nothing answers here. */
        STATIC,
        OFF
    }
}
