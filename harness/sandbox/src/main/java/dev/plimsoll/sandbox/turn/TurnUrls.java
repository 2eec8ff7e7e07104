package dev.plimsoll.sandbox.turn;

import dev.plimsoll.sandbox.config.TurnApi.IceVariant;
import java.util.ArrayList;
import java.util.List;

/**
 * The URLs that the credential API hands out. Port 53 stands in them as it does in the real service's, but nothing answers
 * on it: clients are meant to filter it out.
 *
 * @param udpPort another than {@code port}, which is TCP's, where a fault stands in front of coturn
 */
public record TurnUrls(int udpPort, int port, int tlsPort) {
    private static final String HOST = "127.0.0.1";

    List<String> stun(IceVariant variant) {
        List<String> urls = new ArrayList<>(List.of("stun:" + HOST + ":" + udpPort));
        if (variant != IceVariant.C) {
            urls.add("stun:" + HOST + ":53");
        }
        return urls;
    }

    List<String> turn(IceVariant variant) {
        List<String> urls = new ArrayList<>();
        urls.add("turn:" + HOST + ":" + udpPort + "?transport=udp");
        if (variant != IceVariant.C) {
            urls.add("turn:" + HOST + ":53?transport=udp");
        }
        urls.add("turn:" + HOST + ":" + port + "?transport=tcp");
        urls.add("turns:" + HOST + ":" + tlsPort + "?transport=tcp");
        return urls;
    }

    List<String> all(IceVariant variant) {
        List<String> urls = new ArrayList<>(stun(variant));
        urls.addAll(turn(variant));
        return urls;
    }
}
