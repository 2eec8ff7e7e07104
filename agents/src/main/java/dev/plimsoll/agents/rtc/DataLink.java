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
    /** The library closes a channel without a word at a message over 256 KiB; nobody here needs nearly as much. */
    static final int MAX_MESSAGE = 1 << 16;

    private final RTCDataChannel channel;
    private volatile Listener listener;

    /** Called on the library's thread. */
    interface Listener {
        void open();

        /** @param reply sends on this channel, as text or binary as the message was */
        void message(byte[] message, Peer.Reply reply, long arrivedNanos);

        /** A message over {@link DataLink#MAX_MESSAGE} came and was left out. */
        void oversize(int bytes);
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

    /** Sends binary. */
    boolean send(byte[] message) {
        return send(message, true);
    }

    private boolean send(byte[] message, boolean binary) {
        if (message.length > MAX_MESSAGE) {
            return false;
        }
        if (channel.getState() != RTCDataChannelState.OPEN || channel.getBufferedAmount() > MAX_BUFFERED) {
            return false;
        }
        try {
            channel.send(new RTCDataChannelBuffer(ByteBuffer.wrap(message), binary));
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

    /** The buffer is native memory that is gone after the return. */
    private void heard(ByteBuffer data, boolean binary, long arrivedNanos) {
        Listener current = listener;
        if (current == null) {
            return;
        }
        if (data.remaining() > MAX_MESSAGE) {
            current.oversize(data.remaining());
            return;
        }
        byte[] copy = new byte[data.remaining()];
        data.get(copy);
        current.message(copy, reply -> send(reply, binary), arrivedNanos);
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
                heard(buffer.data, buffer.binary, now);
            } catch (RuntimeException | Error e) {
                LOG.warn("data channel message: {}", e.getMessage());
            }
        }
    }
}
