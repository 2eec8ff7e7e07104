package dev.plimsoll.agents.rtc;

import dev.onvoid.webrtc.PortAllocatorConfig;
import dev.onvoid.webrtc.RTCBundlePolicy;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceServer;
import dev.onvoid.webrtc.RTCIceTransportPolicy;
import dev.onvoid.webrtc.TlsCertPolicy;
import dev.plimsoll.signalling.ice.IceServer;
import java.util.List;

/**
 * How a peer finds its path.
 *
 * @param insecureTls accept any certificate of a {@code turns:} server
 * @param relayOnly whether only paths through a TURN server may be used
 */
public record IceSettings(List<IceServer> servers, boolean insecureTls, boolean relayOnly) {
    public IceSettings {
        servers = List.copyOf(servers);
    }

    /** Without servers: the library crashes on bad ones at creation, but only throws when they are set afterwards. */
    RTCConfiguration withoutServers() {
        RTCConfiguration configuration = new RTCConfiguration();
        configuration.iceTransportPolicy = relayOnly ? RTCIceTransportPolicy.RELAY : RTCIceTransportPolicy.ALL;
        configuration.bundlePolicy = RTCBundlePolicy.MAX_BUNDLE;
        configuration.portAllocatorConfig = new PortAllocatorConfig()
                .setDisableTcp(true)
                // Without adapter enumeration a relay on loopback can be reached in every network set-up; with it
                // alone there are host candidates.
                .setDisableAdapterEnumeration(relayOnly);
        return configuration;
    }

    RTCConfiguration configuration() {
        RTCConfiguration configuration = withoutServers();
        servers.forEach(server -> configuration.iceServers.add(entry(server)));
        return configuration;
    }

    private RTCIceServer entry(IceServer server) {
        RTCIceServer entry = new RTCIceServer();
        entry.urls.addAll(server.urls());
        server.username().ifPresent(username -> entry.username = username);
        server.credential().ifPresent(credential -> entry.password = credential.reveal());
        entry.tlsCertPolicy = insecureTls ? TlsCertPolicy.INSECURE_NO_CHECK : TlsCertPolicy.SECURE;
        return entry;
    }
}
