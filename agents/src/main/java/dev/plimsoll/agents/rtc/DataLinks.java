package dev.plimsoll.agents.rtc;

import dev.onvoid.webrtc.RTCDataChannel;
import java.util.ArrayList;
import java.util.List;

/** The data channels of one peer: ours first, then the partner's. For the owner's thread. */
final class DataLinks {
    /** Of the partner's; more are closed at once. */
    private static final int MOST = 16;

    private final List<DataLink> links = new ArrayList<>();

    void add(RTCDataChannel channel, DataLink.Listener listener) {
        if (links.size() >= MOST) {
            channel.close();
            channel.dispose();
            return;
        }
        DataLink link = new DataLink(channel, listener);
        links.add(link);
        link.tellIfOpen();
    }

    /** Over the first channel that takes it. */
    boolean send(byte[] message) {
        return links.stream().anyMatch(link -> link.send(message));
    }

    void close() {
        links.forEach(DataLink::close);
    }

    void dispose() {
        links.forEach(DataLink::dispose);
    }
}
