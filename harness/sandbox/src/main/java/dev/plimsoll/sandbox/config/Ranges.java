package dev.plimsoll.sandbox.config;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import java.time.Duration;

/** What no setting may be, wherever it comes from; the schema of scenario files says the same before a run starts. */
final class Ranges {
    private static final Duration TICK = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    private Ranges() {}

    /** @throws PlimsollException USAGE with the first setting that is out of its range */
    static SandboxConfig checked(SandboxConfig config) {
        counts(config);
        shares(config);
        atLeastATick("connectWindow", config.connectWindow());
        atLeastATick("handshakePatience", config.handshakePatience());
        atLeastATick("pingInterval", config.pingInterval());
        atLeastATick("pongGrace", config.pongGrace());
        atLeastATick("restWindow", config.restWindow());
        notNegative("coldKey", config.coldKey());
        notNegative("warmKey", config.warmKey());
        notNegative("keyCacheTtl", config.keyCacheTtl());
        notNegative("expirySkew", config.expirySkew());
        notNegative("ackToSnapshotGap", config.ackToSnapshotGap());
        notNegative("goingAwayRetry", config.goingAwayRetry());
        notNegative("goingAwayToClose", config.goingAwayToClose());
        return config;
    }

    private static void counts(SandboxConfig config) {
        check("port", config.port() >= 0 && config.port() <= 65_535, "a port");
        check("apps", !config.apps().isEmpty(), "at least one app");
        check("maxConcurrentConnections", config.maxConcurrentConnections() >= 0, "0 or more");
        check("connectsPerIp", config.connectsPerIp() >= 1, "1 or more");
        check("maxFrameBytes", config.maxFrameBytes() >= 1, "1 or more");
        check("bucketRate", config.bucketRate() > 0, "more than 0");
        check("bucketBurst", config.bucketBurst() >= 1, "1 or more");
        check("maxMessages", config.maxMessages() >= 0, "0 or more");
        check("balance", config.balance() >= 0, "0 or more");
        check("maxPendingBytes", config.maxPendingBytes() >= 1, "1 or more");
        check("maxPendingFrames", config.maxPendingFrames() >= 1, "1 or more");
        check("restCallsPerIp", config.restCallsPerIp() >= 1, "1 or more");
        check("maxRestBody", config.maxRestBody() >= 1, "1 or more");
    }

    private static void shares(SandboxConfig config) {
        share("peerNotFoundRate", config.peerNotFoundRate());
        share("dropAckRate", config.dropAckRate());
        share("dropSnapshotRate", config.dropSnapshotRate());
    }

    private static void share(String name, double value) {
        check(name, value >= 0 && value <= 1, "between 0 and 1");
    }

    private static void atLeastATick(String name, Duration value) {
        check(name, value.compareTo(TICK) >= 0 && value.compareTo(LONGEST) <= 0, "between 1 ms and a year");
    }

    private static void notNegative(String name, Duration value) {
        check(name, !value.isNegative() && value.compareTo(LONGEST) <= 0, "between 0 and a year");
    }

    private static void check(String name, boolean holds, String range) {
        if (!holds) {
            throw new PlimsollException(
                    ExitCode.USAGE, name + " is out of range", name + " must be " + range + "; see the schema");
        }
    }
}
