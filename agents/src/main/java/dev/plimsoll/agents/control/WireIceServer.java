package dev.plimsoll.agents.control;

import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.ice.IceServer;
import java.util.List;
import java.util.Optional;

/** An {@link IceServer} on the control channel; null where there is no username or credential. */
public record WireIceServer(List<String> urls, String username, String credential) {
    public static WireIceServer of(IceServer server) {
        return new WireIceServer(
                server.urls(),
                server.username().orElse(null),
                server.credential().map(Secret::reveal).orElse(null));
    }

    public IceServer server() {
        return new IceServer(
                urls,
                Optional.ofNullable(username),
                Optional.ofNullable(credential).map(Secret::new));
    }

    @Override
    public String toString() {
        return "WireIceServer" + urls;
    }
}
