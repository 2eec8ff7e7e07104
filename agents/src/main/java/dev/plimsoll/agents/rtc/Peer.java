package dev.plimsoll.agents.rtc;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCDataChannelInit;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtpSender;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.plimsoll.agents.media.MediaListener;
import dev.plimsoll.agents.stats.PeerStats;
import dev.plimsoll.agents.stats.PeerTimeline;
import dev.plimsoll.model.scenario.VideoSpec;
import dev.plimsoll.signalling.Masking;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Owns one native peer connection and everything that hangs on it. All methods are for the owner's thread; the library's
 * callbacks come on its own thread, where an exception would end the process and a wait would stall every peer, so they
 * only hand over.
 */
public final class Peer implements AutoCloseable {
    private static final String CHANNEL = "plimsoll";
    private static final String AUDIO_TRACK = "plimsoll-audio";

    private final Means means;
    private final Listener listener;
    private final Handover handover;
    private final RTCPeerConnection connection;
    private final DataLinks data = new DataLinks();
    private Optional<CustomAudioSource> source = Optional.empty();
    private Optional<AudioTrack> track = Optional.empty();
    private Optional<RTCRtpSender> sender = Optional.empty();
    private Optional<SentVideo> video = Optional.empty();
    private Optional<HeardMedia> heard = Optional.empty();

    /**
     * What a peer works with.
     *
     * @param onClosed called once, when the native connection is released
     */
    record Means(PeerConnectionFactory factory, AudioPump audio, VideoPump video, Executor owner, Runnable onClosed) {}

    Peer(Means means, IceSettings ice, PeerTimeline timeline, Listener listener) {
        this.means = means;
        this.listener = listener;
        this.handover = new Handover(means.owner(), error -> listener.failed(Trouble.INTERNAL, text(error)));
        timeline.reached(PeerTimeline.Step.CALLED, System.nanoTime());
        this.connection = connection(ice, new Callbacks(handover, timeline, listener, new OfPartner()));
        try {
            configure(ice);
        } catch (IceRefused e) {
            // A factory must not be disposed of while a connection is open, so one that cannot be used is closed here.
            close();
            throw e;
        }
    }

    private RTCPeerConnection connection(IceSettings ice, Callbacks callbacks) {
        try {
            return means.factory().createPeerConnection(ice.withoutServers(), callbacks);
        } catch (RuntimeException | Error e) {
            means.onClosed().run();
            throw e;
        }
    }

    /** Hears of the peer on the owner's thread, and of nothing after its close. */
    public interface Listener {
        void negotiationNeeded();

        void candidate(RTCIceCandidate candidate);

        void gathered();

        /** @param code of STUN or TURN, 701 if the server was not reached */
        void iceError(int code, String text, String url);

        void state(RTCPeerConnectionState state);

        void dataOpen();

        /**
         * A message came.
         *
         * @param reply sends over the same channel, as text or binary as the message was
         * @param arrivedNanos when it arrived, by {@link System#nanoTime()}
         */
        void message(byte[] message, Reply reply, long arrivedNanos);

        void failed(Trouble what, String detail);
    }

    /** Sends over one data channel; false if it is not open or too much waits in it. */
    public interface Reply {
        boolean send(byte[] message);
    }

    /** What can go wrong with a peer. */
    public enum Trouble {
        /** The library refused a description of the partner. */
        REMOTE_DESCRIPTION("bad-description"),
        /** The library refused, or could not make, a description of ours. */
        LOCAL_DESCRIPTION("description-failed"),
        OVERSIZE_MESSAGE("oversize-message"),
        INTERNAL("internal");

        private final String label;

        Trouble(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * Servers for what is gathered from the next negotiation on; an offer made after it restarts ICE.
     *
     * @throws IceRefused if the library does not take them
     */
    public void configure(IceSettings ice) {
        try {
            connection.setConfiguration(ice.configuration());
        } catch (RuntimeException | Error e) {
            throw new IceRefused(e);
        }
    }

    public void openDataChannel() {
        data.add(connection.createDataChannel(CHANNEL, new RTCDataChannelInit()), linkListener());
    }

    /** @return the track's id */
    public String sendAudio() {
        CustomAudioSource newSource = new CustomAudioSource();
        AudioTrack newTrack = means.factory().createAudioTrack(AUDIO_TRACK, newSource);
        source = Optional.of(newSource);
        track = Optional.of(newTrack);
        sender = Optional.of(connection.addTrack(newTrack, List.of("stream")));
        means.audio().add(newSource);
        return AUDIO_TRACK;
    }

    /** @return the track's id */
    public String sendVideo(VideoSpec spec) {
        video = Optional.of(new SentVideo(means.factory(), connection, means.video(), spec));
        return SentVideo.TRACK;
    }

    /** To be called once connected; see {@link SentVideo#bound}. */
    public void boundVideo() {
        video.ifPresent(SentVideo::bound);
    }

    /**
     * Listens to what is received, for its marks. Before the first description.
     *
     * @param marks called on the owner's thread
     */
    public void listen(MediaListener marks) {
        heard = Optional.of(new HeardMedia(new MediaListener() {
            @Override
            public void soundMark(long delayNanos) {
                handover.give(() -> marks.soundMark(delayNanos));
            }

            @Override
            public void pictureMark(long delayNanos) {
                handover.give(() -> marks.pictureMark(delayNanos));
            }
        }));
    }

    /** @param iceRestart whether the offer begins a new ICE session, with candidates gathered anew */
    public void createOffer(boolean iceRestart, Consumer<RTCSessionDescription> then) {
        RTCOfferOptions options = new RTCOfferOptions();
        options.iceRestart = iceRestart;
        connection.createOffer(options, created(then));
    }

    public void createAnswer(Consumer<RTCSessionDescription> then) {
        connection.createAnswer(new RTCAnswerOptions(), created(then));
    }

    public void setLocal(RTCSessionDescription description, Runnable then) {
        connection.setLocalDescription(description, set(Trouble.LOCAL_DESCRIPTION, then));
    }

    public void rollBack(Runnable then) {
        setLocal(new RTCSessionDescription(RTCSdpType.ROLLBACK, ""), then);
    }

    /** The library throws errors at a description that it cannot read. */
    public void setRemote(RTCSessionDescription description, Runnable then) {
        try {
            connection.setRemoteDescription(description, set(Trouble.REMOTE_DESCRIPTION, then));
        } catch (RuntimeException | Error e) {
            listener.failed(Trouble.REMOTE_DESCRIPTION, text(e));
        }
    }

    /** False if the library refuses the candidate. */
    public boolean addCandidate(RTCIceCandidate candidate) {
        try {
            connection.addIceCandidate(candidate);
            return true;
        } catch (RuntimeException | Error e) {
            return false;
        }
    }

    /** False if no channel is open or too much waits in it. */
    public boolean send(byte[] message) {
        return data.send(message);
    }

    /** Reads getStats; {@code then} is called on the owner's thread, unless the peer is closed first. */
    public void stats(Consumer<PeerStats> then) {
        connection.getStats(
                report -> handover.give(() -> then.accept(PeerStats.read(StatsEntries.of(report.getStats())))));
    }

    @Override
    public void close() {
        if (handover.isClosed()) {
            return;
        }
        handover.close();
        source.ifPresent(means.audio()::remove);
        video.ifPresent(SentVideo::stop);
        heard.ifPresent(HeardMedia::close);
        long handle = NativeRelease.handleOf(connection);
        long senderHandle = sender.map(NativeRelease::handleOf).orElse(0L);
        data.close();
        connection.close();
        data.dispose();
        NativeRelease.release(handle);
        NativeRelease.release(senderHandle);
        track.ifPresent(AudioTrack::dispose);
        source.ifPresent(CustomAudioSource::dispose);
        video.ifPresent(SentVideo::release);
        means.onClosed().run();
    }

    private final class OfPartner implements Callbacks.OfPartner {
        @Override
        public void channel(RTCDataChannel channel) {
            data.add(channel, linkListener());
        }

        @Override
        public void track(MediaStreamTrack track) {
            heard.ifPresent(media -> media.listen(track));
        }
    }

    private DataLink.Listener linkListener() {
        return new DataLink.Listener() {
            @Override
            public void open() {
                handover.give(listener::dataOpen);
            }

            @Override
            public void message(byte[] message, Reply reply, long arrivedNanos) {
                handover.give(() -> listener.message(message, reply, arrivedNanos));
            }

            @Override
            public void oversize(int bytes) {
                handover.give(() -> listener.failed(Trouble.OVERSIZE_MESSAGE, bytes + " bytes"));
            }
        };
    }

    private CreateSessionDescriptionObserver created(Consumer<RTCSessionDescription> then) {
        return new CreateSessionDescriptionObserver() {
            @Override
            public void onSuccess(RTCSessionDescription description) {
                handover.give(() -> then.accept(description));
            }

            @Override
            public void onFailure(String error) {
                handover.give(() -> listener.failed(Trouble.LOCAL_DESCRIPTION, Masking.mask(error)));
            }
        };
    }

    private SetSessionDescriptionObserver set(Trouble whatIfNot, Runnable then) {
        return new SetSessionDescriptionObserver() {
            @Override
            public void onSuccess() {
                handover.give(then);
            }

            @Override
            public void onFailure(String error) {
                handover.give(() -> listener.failed(whatIfNot, Masking.mask(error)));
            }
        };
    }

    private static String text(Throwable error) {
        return Masking.mask(String.valueOf(error.getMessage()));
    }
}
