package dev.plimsoll.model.scenario;

import dev.plimsoll.model.Secret;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What else of a remote target can be probed, beside its signalling. */
public record RemoteServices(Optional<Turn> turn, Optional<TurnApi> turnApi, Optional<RealtimeKit> realtimeKit) {
    public static final RemoteServices NONE = new RemoteServices(Optional.empty(), Optional.empty(), Optional.empty());

    public RemoteServices {
        Objects.requireNonNull(turn, "turn");
        Objects.requireNonNull(turnApi, "turnApi");
        Objects.requireNonNull(realtimeKit, "realtimeKit");
    }

    /**
     * TURN servers.
     *
     * @param urls as in a list of ICE servers
     * @param username of one credential for everything; empty if each is made, from the shared secret or by the API
     * @param sharedSecret coturn's {@code static-auth-secret}
     */
    public record Turn(
            List<String> urls, Optional<String> username, Optional<Secret> credential, Optional<Secret> sharedSecret) {
        public Turn {
            urls = List.copyOf(urls);
            Objects.requireNonNull(username, "username");
            Objects.requireNonNull(credential, "credential");
            Objects.requireNonNull(sharedSecret, "sharedSecret");
        }
    }

    /**
     * An API that mints TURN credentials.
     *
     * @param secret of the key, not the account's API token
     */
    public record TurnApi(URI base, String keyId, Secret secret) {}

    /** A RealtimeKit app, and an API token of its account. */
    public record RealtimeKit(URI base, String account, String app, Secret token) {}
}
