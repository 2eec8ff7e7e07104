package dev.plimsoll.signalling.ice;

import dev.plimsoll.model.Secret;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One entry of an ICE server list, as RTCPeerConnection takes it. */
public record IceServer(List<String> urls, Optional<String> username, Optional<Secret> credential) {
    public IceServer {
        urls = List.copyOf(urls);
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(credential, "credential");
    }
}
