package dev.plimsoll.agents.rtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.AudioDeviceModuleBase;
import java.util.concurrent.Executor;

/**
 * A native factory with its audio device and threads, in service for some peers and disposed of after the last of them. With
 * it goes what the library leaks while the factory lives: two references for each message that a data channel receives, 88
 * bytes of heap (webrtc-java, issue 265). For the owner's thread.
 */
final class NativeFactory {
    private final Executor owner;
    private final AudioDeviceModuleBase device;
    private final PeerConnectionFactory factory;
    private int made;
    private int open;
    private boolean retired;
    private boolean disposed;

    NativeFactory(Executor owner, AudioDeviceModuleBase device) {
        this.owner = owner;
        this.device = device;
        this.factory = new PeerConnectionFactory(device);
    }

    PeerConnectionFactory factory() {
        return factory;
    }

    int made() {
        return made;
    }

    void opened() {
        made++;
        open++;
    }

    /** To be called when the native connection of a peer is released. */
    void closed() {
        open--;
        disposeIfDone();
    }

    /** Makes no more peers. */
    void retire() {
        retired = true;
        disposeIfDone();
    }

    /** A factory must not go before its connections, nor before what their callbacks left in the owner's queue. */
    private void disposeIfDone() {
        if (retired && open == 0) {
            owner.execute(this::dispose);
        }
    }

    void dispose() {
        if (disposed) {
            return;
        }
        disposed = true;
        try {
            factory.dispose();
        } finally {
            device.dispose();
        }
    }
}
