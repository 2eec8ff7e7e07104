package dev.plimsoll.agents.rtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import java.util.concurrent.Executor;

/**
 * Owns the native factory and the audio that all its peers send. The dummy audio device is what lets it run, and send,
 * without a sound card. Peers must be closed before it is.
 */
public final class PeerFactory implements AutoCloseable {
    private final AudioDeviceModule device;
    private final PeerConnectionFactory factory;
    private final AudioPump audio = new AudioPump();
    private final Executor owner;

    /**
     * @param owner the one thread that calls every method of the peers; their callbacks only enqueue there
     * @throws LinkageError if the native library cannot be loaded
     */
    public PeerFactory(Executor owner) {
        this.owner = owner;
        this.device = new AudioDeviceModule(AudioLayer.kDummyAudio);
        this.factory = new PeerConnectionFactory(device);
    }

    public Peer peer(IceSettings ice, Peer.Listener listener) {
        return new Peer(factory, audio, owner, ice, listener);
    }

    @Override
    public void close() {
        audio.close();
        factory.dispose();
        device.dispose();
    }
}
