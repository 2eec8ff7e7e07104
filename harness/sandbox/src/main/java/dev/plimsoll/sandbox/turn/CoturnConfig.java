package dev.plimsoll.sandbox.turn;

import dev.plimsoll.model.Secret;
import dev.plimsoll.sandbox.config.TurnServer;
import java.nio.file.Path;
import java.time.Duration;

/** What coturn is told at its start. */
record CoturnConfig(
        int port,
        int tlsPort,
        int consolePort,
        Secret consolePassword,
        Secret secret,
        Certificate certificate,
        TurnServer limits) {

    String text(Path folder) {
        StringBuilder text = new StringBuilder(base(folder));
        option(text, "user-quota", limits.userQuota());
        option(text, "total-quota", limits.totalQuota());
        option(text, "max-bps", limits.maxBps());
        option(text, "bps-capacity", limits.bpsCapacity());
        option(text, "max-allocate-lifetime", seconds(limits.maxAllocateLifetime()));
        option(text, "channel-lifetime", seconds(limits.channelLifetime()));
        option(text, "permission-lifetime", seconds(limits.permissionLifetime()));
        option(text, "min-port", limits.minPort());
        option(text, "max-port", limits.maxPort());
        text.append("stale-nonce=").append(seconds(limits.staleNonce())).append('\n');
        return text.toString();
    }

    private String base(Path folder) {
        return """
                listening-ip=127.0.0.1
                relay-ip=127.0.0.1
                listening-port=%d
                tls-listening-port=%d
                realm=plimsoll.sandbox
                use-auth-secret
                static-auth-secret=%s
                cert=%s
                pkey=%s
                userdb=%s
                pidfile=%s
                log-file=stdout
                simple-log
                cli-ip=127.0.0.1
                cli-port=%d
                cli-password=%s
                cli-max-output-sessions=100000
                no-multicast-peers
                allow-loopback-peers
                """.formatted(
                        port,
                        tlsPort,
                        secret.reveal(),
                        certificate.certificate(),
                        certificate.privateKey(),
                        folder.resolve("turndb"),
                        folder.resolve("turnserver.pid"),
                        consolePort,
                        consolePassword.reveal());
    }

    private static void option(StringBuilder text, String name, long value) {
        if (value > 0) {
            text.append(name).append('=').append(value).append('\n');
        }
    }

    private static long seconds(Duration duration) {
        return duration.toSeconds();
    }
}
