package dev.plimsoll.agents.rtc;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCDataChannelInit;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionIceErrorEvent;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtpSender;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns one native peer connection and everything that hangs on it. All methods are for the owner's thread; the library's
 * callbacks come on its own thread, where an exception would end the process and a wait would stall every peer, so they
 * only hand over.
 */
public final class Peer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Peer.class);
    private static final String CHANNEL = "plimsoll";

    private final PeerConnectionFactory factory;
    private final AudioPump audio;
    private final Executor owner;
    private final Listener listener;
    private final RTCPeerConnection connection;
    private Optional<DataLink> data = Optional.empty();
    private Optional<CustomAudioSource> source = Optional.empty();
    private Optional<AudioTrack> track = Optional.empty();
    private Optional<RTCRtpSender> sender = Optional.empty();
    private volatile boolean closed;

    Peer(PeerConnectionFactory factory, AudioPump audio, Executor owner, IceSettings ice, Listener listener) {
        this.factory = factory;
        this.audio = audio;
        this.owner = owner;
        this.listener = listener;
        this.connection = factory.createPeerConnection(IceSettings.empty(), new Callbacks());
        configure(ice);
    }

    /** A factory must not be disposed of while a connection is open, so one that cannot be used is closed here. */
    private void configure(IceSettings ice) {
        try {
            connection.setConfiguration(ice.configuration());
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Hears of the peer on the owner's thread, and of nothing after its close. */
    public interface Listener {
        void negotiationNeeded();

        void candidate(RTCIceCandidate candidate);

        void gathered();

        void iceError(int code, String text);

        void state(RTCPeerConnectionState state);

        void dataOpen();

        /** @param arrivedNanos when it arrived, by {@link System#nanoTime()} */
        void message(byte[] message, long arrivedNanos);

        void failed(String what);
    }

    public void openDataChannel() {
        data = Optional.of(
                new DataLink(connection.createDataChannel(CHANNEL, new RTCDataChannelInit()), linkListener()));
    }

    public void sendAudio() {
        CustomAudioSource newSource = new CustomAudioSource();
        AudioTrack newTrack = factory.createAudioTrack("audio", newSource);
        source = Optional.of(newSource);
        track = Optional.of(newTrack);
        sender = Optional.of(connection.addTrack(newTrack, List.of("stream")));
        audio.add(newSource);
    }

    public void createOffer(Consumer<RTCSessionDescription> then) {
        connection.createOffer(new RTCOfferOptions(), created(then));
    }

    public void createAnswer(Consumer<RTCSessionDescription> then) {
        connection.createAnswer(new RTCAnswerOptions(), created(then));
    }

    public void setLocal(RTCSessionDescription description, Runnable then) {
        connection.setLocalDescription(description, set(then));
    }

    public void rollBack(Runnable then) {
        connection.setLocalDescription(new RTCSessionDescription(RTCSdpType.ROLLBACK, ""), set(then));
    }

    public void setRemote(RTCSessionDescription description, Runnable then) {
        connection.setRemoteDescription(description, set(then));
    }

    /** A candidate that the library refuses is logged and left out. */
    public void addCandidate(RTCIceCandidate candidate) {
        try {
            connection.addIceCandidate(candidate);
        } catch (RuntimeException | Error e) {
            LOG.warn("a remote candidate was refused: {}", e.getMessage());
        }
    }

    /** False if the channel is not open or too much waits in it. */
    public boolean send(byte[] message) {
        return data.map(link -> link.send(message)).orElse(false);
    }

    /** Reads getStats; {@code then} is called on the owner's thread, unless the peer is closed first. */
    public void stats(Consumer<PeerStats> then) {
        connection.getStats(report -> handOver(() -> then.accept(PeerStats.read(report.getStats()))));
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        source.ifPresent(audio::remove);
        long handle = NativeRelease.handleOf(connection);
        long senderHandle = sender.map(NativeRelease::handleOf).orElse(0L);
        data.ifPresent(DataLink::close);
        connection.close();
        data.ifPresent(DataLink::dispose);
        NativeRelease.release(handle);
        NativeRelease.release(senderHandle);
        track.ifPresent(AudioTrack::dispose);
        source.ifPresent(CustomAudioSource::dispose);
    }

    private DataLink.Listener linkListener() {
        return new DataLink.Listener() {
            @Override
            public void open() {
                handOver(listener::dataOpen);
            }

            @Override
            public void message(byte[] message, long arrivedNanos) {
                handOver(() -> listener.message(message, arrivedNanos));
            }
        };
    }

    private CreateSessionDescriptionObserver created(Consumer<RTCSessionDescription> then) {
        return new CreateSessionDescriptionObserver() {
            @Override
            public void onSuccess(RTCSessionDescription description) {
                handOver(() -> then.accept(description));
            }

            @Override
            public void onFailure(String error) {
                handOver(() -> listener.failed("create-description: " + error));
            }
        };
    }

    private SetSessionDescriptionObserver set(Runnable then) {
        return new SetSessionDescriptionObserver() {
            @Override
            public void onSuccess() {
                handOver(then);
            }

            @Override
            public void onFailure(String error) {
                handOver(() -> listener.failed("set-description: " + error));
            }
        };
    }

    /** From the library's thread to the owner's. Never throws. */
    private void handOver(Runnable work) {
        try {
            owner.execute(() -> {
                if (!closed) {
                    guarded(work);
                }
            });
        } catch (RuntimeException | Error e) {
            LOG.debug("a callback came after the end: {}", e.getMessage());
        }
    }

    /** The library throws errors at a description that it cannot read. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            listener.failed("internal: " + e.getMessage());
        }
    }

    private final class Callbacks implements PeerConnectionObserver {
        @Override
        public void onIceCandidate(RTCIceCandidate candidate) {
            handOver(() -> listener.candidate(candidate));
        }

        @Override
        public void onIceGatheringChange(RTCIceGatheringState state) {
            if (state == RTCIceGatheringState.COMPLETE) {
                handOver(listener::gathered);
            }
        }

        @Override
        public void onIceCandidateError(RTCPeerConnectionIceErrorEvent event) {
            int code = event.getErrorCode();
            String text = event.getErrorText();
            handOver(() -> listener.iceError(code, text));
        }

        @Override
        public void onConnectionChange(RTCPeerConnectionState state) {
            handOver(() -> listener.state(state));
        }

        @Override
        public void onRenegotiationNeeded() {
            handOver(listener::negotiationNeeded);
        }

        @Override
        public void onDataChannel(RTCDataChannel channel) {
            try {
                // At once, on the library's thread: messages may follow before the owner gets its turn.
                DataLink link = new DataLink(channel, linkListener());
                handOver(() -> data = Optional.of(link));
                link.tellIfOpen();
            } catch (RuntimeException | Error e) {
                handOver(() -> listener.failed("data-channel: " + e.getMessage()));
            }
        }
    }
}
