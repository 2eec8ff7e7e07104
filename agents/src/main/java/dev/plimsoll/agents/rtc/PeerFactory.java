package dev.plimsoll.agents.rtc;

import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioDeviceModuleBase;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import dev.plimsoll.agents.control.MediaCount;
import dev.plimsoll.agents.media.AudioSignal;
import dev.plimsoll.agents.stats.PeerTimeline;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Makes peers, and owns the media that all of them send. The dummy audio device is what lets it run, and send, without a
 * sound card; what its peers receive is counted but not played. A playing factory has a device that plays to nobody: its
 * peers may only receive, for with this library a peer of it that sends ends the process. The native factory behind it is
 * renewed every {@value #PEERS_A_FACTORY} peers, for the sake of what it leaks. Peers must be closed before it is.
 */
public final class PeerFactory implements AutoCloseable {
    /**
     * How late sound and pictures may leave: the 10 buffers of 10 ms that a page in Chromium asks for between itself and the
     * microphone (media/audio/audio_input_device.cc). What is later is lost, lest a host that was held up sends in a burst
     * what no client keeps.
     */
    static final Duration MOST_LATE = Duration.ofMillis(100);

    /**
     * Of so many peers that come and go a native factory leaks little, and a new one costs 2 ms. What it leaks of peers that stay
     * is theirs to bear until they are closed.
     */
    static final int PEERS_A_FACTORY = 50;

    private final Supplier<AudioDeviceModuleBase> devices;
    private NativeFactory inService;
    private final AudioPump audio = new AudioPump();
    private final VideoPump video = new VideoPump();
    private final Executor owner;
    private int peersMade;
    private int peersOpen;

    /**
     * @param owner the one thread that calls every method of the peers; their callbacks only enqueue there
     * @throws LinkageError if the native library cannot be loaded
     */
    public PeerFactory(Executor owner) {
        this(owner, () -> new AudioDeviceModule(AudioLayer.kDummyAudio));
    }

    private PeerFactory(Executor owner, Supplier<AudioDeviceModuleBase> devices) {
        this.owner = owner;
        this.devices = devices;
        this.inService = new NativeFactory(owner, devices.get());
    }

    /** A factory for peers that only receive, and whose jitter buffer, concealment and freezes are therefore real. */
    public static PeerFactory playing(Executor owner) {
        return new PeerFactory(owner, HeadlessAudioDeviceModule::new);
    }

    /** What all peers of the factory send from now on, instead of synthetic speech. */
    public void say(AudioSignal sound) {
        audio.say(sound);
    }

    /**
     * A new peer. For the owner's thread, as all methods of it are.
     *
     * @param timeline told how the peer gets on
     * @throws IceRefused if the library does not take the ICE servers
     */
    public Peer peer(IceSettings ice, PeerTimeline timeline, Peer.Listener listener) {
        NativeFactory maker = maker();
        maker.opened();
        peersMade++;
        peersOpen++;
        return new Peer(
                new Peer.Means(maker.factory(), audio, video, owner, () -> closed(maker)), ice, timeline, listener);
    }

    private NativeFactory maker() {
        if (inService.made() >= PEERS_A_FACTORY) {
            NativeFactory next = new NativeFactory(owner, devices.get());
            inService.retire();
            inService = next;
        }
        return inService;
    }

    private void closed(NativeFactory maker) {
        peersOpen--;
        maker.closed();
    }

    /** Peers that are not closed; for the owner's thread. */
    public int openPeers() {
        return peersOpen;
    }

    /** Peers since the start; for the owner's thread. */
    public int peersMade() {
        return peersMade;
    }

    /** Frames of 10 ms of sound, of which some were too late to be sent. For any thread. */
    public MediaCount sound() {
        return new MediaCount(audio.due(), audio.lost());
    }

    /** Pictures, of which some were too late to be sent. For any thread. */
    public MediaCount pictures() {
        return new MediaCount(video.due(), video.lost());
    }

    @Override
    public void close() {
        audio.close();
        video.close();
        inService.dispose();
    }
}
