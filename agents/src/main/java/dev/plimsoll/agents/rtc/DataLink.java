package dev.plimsoll.agents.rtc;

import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCDataChannelBuffer;
import dev.onvoid.webrtc.RTCDataChannelObserver;
import dev.onvoid.webrtc.RTCDataChannelState;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owns one data channel. The library leaks the observer, so the observer lets go of everything when the link closes. */
final class DataLink {
    private static final Logger LOG = LoggerFactory.getLogger(DataLink.class);
    /** The library closes a channel without a word at 16 MiB; far below it a slow path shows already. */
    private static final long MAX_BUFFERED = 1 << 20;

    private final RTCDataChannel channel;
    private volatile Listener listener;

    /** Called on the library's thread. */
    interface Listener {
        void open();

        void message(byte[] message, long arrivedNanos);
    }

    DataLink(RTCDataChannel channel, Listener listener) {
        this.channel = channel;
        this.listener = listener;
        channel.registerObserver(new Observer());
    }

    void tellIfOpen() {
        Listener current = listener;
        if (current != null && channel.getState() == RTCDataChannelState.OPEN) {
            current.open();
        }
    }

    boolean send(byte[] message) {
        if (channel.getState() != RTCDataChannelState.OPEN || channel.getBufferedAmount() > MAX_BUFFERED) {
            return false;
        }
        try {
            channel.send(new RTCDataChannelBuffer(ByteBuffer.wrap(message), true));
            return true;
        } catch (Exception e) {
            LOG.warn("a message could not be sent: {}", e.getMessage());
            return false;
        }
    }

    void close() {
        listener = null;
        channel.unregisterObserver();
        channel.close();
    }

    void dispose() {
        channel.dispose();
    }

    private final class Observer implements RTCDataChannelObserver {
        @Override
        public void onBufferedAmountChange(long previousAmount) {
            // Never fires in this version of the library; send() asks for the amount instead.
        }

        @Override
        public void onStateChange() {
            try {
                tellIfOpen();
            } catch (RuntimeException | Error e) {
                LOG.warn("data channel state: {}", e.getMessage());
            }
        }

        @Override
        public void onMessage(RTCDataChannelBuffer buffer) {
            long now = System.nanoTime();
            try {
                // The buffer is native memory that is gone after the return.
                byte[] copy = new byte[buffer.data.remaining()];
                buffer.data.get(copy);
                Listener current = listener;
                if (current != null) {
                    current.message(copy, now);
                }
            } catch (RuntimeException | Error e) {
                LOG.warn("data channel message: {}", e.getMessage());
            }
        }
    }
}
