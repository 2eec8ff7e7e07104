package dev.plimsoll.sandbox.turn;

import dev.plimsoll.model.Secret;
import dev.plimsoll.sandbox.config.TurnServer;
import dev.plimsoll.sandbox.fault.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** What coturn is told at its start. */
record CoturnConfig(
        int port,
        int tlsPort,
        int consolePort,
        Secret consolePassword,
        Secret secret,
        Certificate certificate,
        TurnServer limits,
        Set<Fault> faults) {
    static final String REALM = "plimsoll.sandbox";

    String text(Path folder) {
        StringBuilder text = new StringBuilder(base(folder));
        option(text, "user-quota", limits.userQuota());
        option(text, "total-quota", limits.totalQuota());
        if (!faults.contains(Fault.TURN_RATE_OFF)) {
            option(text, "max-bps", limits.maxBps());
            option(text, "bps-capacity", limits.bpsCapacity());
        }
        option(text, "max-allocate-lifetime", seconds(limits.maxAllocateLifetime()));
        option(text, "channel-lifetime", seconds(limits.channelLifetime()));
        option(text, "permission-lifetime", seconds(limits.permissionLifetime()));
        option(text, "min-port", limits.minPort());
        option(text, "max-port", limits.maxPort());
        long nonce = faults.contains(Fault.TURN_NONCE_NEVER_STALE) ? 0 : seconds(limits.staleNonce());
        text.append("stale-nonce=").append(nonce).append('\n');
        return text.append(credentials()).append(peers()).toString();
    }

    private String credentials() {
        return faults.contains(Fault.TURN_CREDENTIAL_NOT_CHECKED)
                ? "no-auth\n"
                : "use-auth-secret\nstatic-auth-secret=" + secret.reveal() + "\n";
    }

    private String peers() {
        String denied = faults.contains(Fault.TURN_PEERS_NOT_DENIED)
                ? ""
                : "no-multicast-peers\ndenied-peer-ip=169.254.0.0-169.254.255.255\n";
        return "allow-loopback-peers\n" + denied + (faults.contains(Fault.TURN_RELAYS_IPV6) ? "relay-ip=::1\n" : "");
    }

    private String base(Path folder) {
        return """
                listening-ip=127.0.0.1
                relay-ip=127.0.0.1
                listening-port=%d
                tls-listening-port=%d
                realm=%s
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
                """.formatted(
                        port,
                        tlsPort,
                        REALM,
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
