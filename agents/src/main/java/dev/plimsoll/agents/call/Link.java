package dev.plimsoll.agents.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.plimsoll.agents.media.MediaListener;
import dev.plimsoll.agents.media.SdpCodecs;
import dev.plimsoll.agents.rtc.IceSettings;
import dev.plimsoll.agents.rtc.Peer;
import dev.plimsoll.agents.rtc.PeerFactory;
import dev.plimsoll.agents.stats.PeerStats;
import dev.plimsoll.agents.stats.PeerTimeline;
import dev.plimsoll.model.scenario.VideoSpec;
import java.util.Optional;
import java.util.function.Consumer;

/** One peer connection to the partner, and how far it has come. For the owner's thread. */
final class Link implements Peer.Listener, AutoCloseable {
    private static final int NO_ERROR = 0;

    private final Events events;
    private final Peer peer;
    private final PeerTimeline timeline;
    private final Optional<String> videoCodec;
    private final Negotiator negotiator;
    private boolean partnerFirst;
    private boolean ownsData;
    private int localCandidates;
    /** Those of earlier gatherings. */
    private int candidatesBefore;

    private int lastIceError = NO_ERROR;
    private boolean gathered;
    private boolean everFailed;
    private boolean everConnected;
    private boolean connected;
    private boolean dataOpen;
    private boolean closed;

    /**
     * How a link treats the partner.
     *
     * @param polite whether it gives way when offers collide
     * @param partnerFirst whether it lets the partner offer first, if that does so soon
     * @param videoCodec what the partner shall send pictures with
     */
    record Manners(boolean polite, boolean partnerFirst, Optional<String> videoCodec) {}

    /** What a link tells the leg. */
    interface Events {
        void tell(JsonNode payload);

        /** A description of the partner's is in place. */
        void described();

        /** The partner offers with another peer connection than before. */
        void partnerIsNew(RTCSessionDescription offer);

        /** The partner's first offer shall be answered by another link. */
        void beginAnew(RTCSessionDescription offer);

        /** Our first offer waits for the partner's. */
        void offerHeldBack(Link of);

        void state(RTCPeerConnectionState state);

        void dataOpen();

        void message(byte[] message, Peer.Reply reply, long arrivedNanos);

        /** Our first description is made: candidates are looked for. */
        void gatheringBegins(Link of);

        /** No candidate was found, at first or by a restart. */
        void nothingGathered(Link of);

        void iceError(int code, String text);

        void trouble(Link of, Peer.Trouble what, String detail);
    }

    /** @throws dev.plimsoll.agents.rtc.IceRefused if the library does not take the ICE servers */
    Link(PeerFactory factory, IceSettings ice, PeerTimeline timeline, Manners manners, Events events) {
        this.partnerFirst = manners.partnerFirst();
        this.events = events;
        this.videoCodec = manners.videoCodec();
        this.timeline = timeline;
        this.peer = factory.peer(ice, timeline, this);
        this.negotiator = new Negotiator(peer, manners.polite(), new ToPartner());
    }

    void openDataChannel() {
        ownsData = true;
        peer.openDataChannel();
    }

    /** @return the track's id */
    String sendAudio() {
        return peer.sendAudio();
    }

    /** @return the track's id */
    String sendVideo(VideoSpec spec) {
        return peer.sendVideo(spec);
    }

    void listen(MediaListener marks) {
        peer.listen(marks);
    }

    void signalled(SignalPayloads.Signal signal) {
        if (signal instanceof SignalPayloads.Signal.Description description) {
            negotiator.described(description.description());
        } else if (signal instanceof SignalPayloads.Signal.Candidate candidate) {
            negotiator.candidate(candidate.candidate());
        }
    }

    void restart() {
        timeline.restarted(System.nanoTime());
        negotiator.restart();
    }

    void configure(IceSettings ice) {
        peer.configure(ice);
    }

    boolean send(byte[] message) {
        return !closed && peer.send(message);
    }

    void stats(Consumer<PeerStats> then) {
        if (!closed) {
            peer.stats(then);
        }
    }

    boolean isReady() {
        return connected && dataOpen;
    }

    boolean isConnected() {
        return connected;
    }

    boolean wasConnected() {
        return everConnected;
    }

    /** Whether there is something to negotiate. */
    boolean hasBegun() {
        return !closed && (negotiator.hasOffered() || negotiator.isRemoteKnown());
    }

    boolean isGatheringInVain() {
        return !closed && !gathered && localCandidates == 0;
    }

    int lastIceError() {
        return lastIceError;
    }

    /** How far it came, as the outcome of a call that is not up in time. */
    String whyNotReady() {
        if (!negotiator.isRemoteKnown()) {
            return negotiator.hasOffered() ? "no-answer" : "no-offer";
        }
        if (localCandidates == 0) {
            return nothing(lastIceError, gathered);
        }
        if (!everConnected) {
            return !negotiator.hasRemoteCandidates()
                    ? "no-remote-candidates"
                    : everFailed ? "ice-failed" : "ice-timeout";
        }
        return connected ? "data-channel-timeout" : "ice-failed";
    }

    /** The outcome of a call for which no candidate was found. */
    static String nothing(int iceError, boolean gatheringIsOver) {
        if (iceError != NO_ERROR) {
            return "turn-" + iceError;
        }
        return gatheringIsOver ? "no-candidates" : "turn-silent";
    }

    @Override
    public void negotiationNeeded() {
        if (partnerFirst && !negotiator.isRemoteKnown()) {
            events.offerHeldBack(this);
        } else {
            negotiator.needed();
        }
    }

    /** The partner had its time. */
    void offerUnlessOffered() {
        partnerFirst = false;
        if (!closed && !negotiator.isRemoteKnown()) {
            negotiator.needed();
        }
    }

    @Override
    public void candidate(RTCIceCandidate candidate) {
        localCandidates++;
        events.tell(SignalPayloads.candidate(candidate));
    }

    @Override
    public void gathered() {
        gathered = true;
        if (localCandidates > 0) {
            events.tell(SignalPayloads.endOfCandidates());
        }
        if (hasFoundNothing()) {
            events.nothingGathered(this);
        }
        candidatesBefore = localCandidates;
    }

    /** Since the gathering before, if there was one. */
    private boolean hasFoundNothing() {
        return localCandidates == candidatesBefore;
    }

    @Override
    public void iceError(int code, String text, String url) {
        lastIceError = code;
        events.iceError(code, text);
        // A server that refuses connections ends a restart's gathering so soon that the library does not tell of it.
        if (everConnected && hasFoundNothing()) {
            events.nothingGathered(this);
        }
    }

    @Override
    public void state(RTCPeerConnectionState state) {
        connected = state == RTCPeerConnectionState.CONNECTED;
        everConnected |= connected;
        everFailed |= state == RTCPeerConnectionState.FAILED;
        if (connected) {
            peer.boundVideo();
        }
        events.state(state);
    }

    @Override
    public void dataOpen() {
        dataOpen = true;
        events.dataOpen();
    }

    @Override
    public void message(byte[] message, Peer.Reply reply, long arrivedNanos) {
        events.message(message, reply, arrivedNanos);
    }

    @Override
    public void failed(Peer.Trouble what, String detail) {
        if (what == Peer.Trouble.LOCAL_DESCRIPTION || what == Peer.Trouble.REMOTE_DESCRIPTION) {
            negotiator.descriptionFailed();
        }
        events.trouble(this, what, detail);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            peer.close();
        }
    }

    /** The far end sends with the codec that comes first. */
    private RTCSessionDescription preferred(RTCSessionDescription description) {
        return videoCodec
                .map(codec -> new RTCSessionDescription(
                        description.sdpType, SdpCodecs.prefer(description.sdp, "video", codec)))
                .orElse(description);
    }

    private final class ToPartner implements Negotiator.Line {
        private boolean told;

        @Override
        public void tell(RTCSessionDescription description) {
            events.tell(SignalPayloads.description(preferred(description)));
            if (!told) {
                told = true;
                events.gatheringBegins(Link.this);
            }
        }

        @Override
        public void described() {
            events.described();
        }

        @Override
        public void partnerIsNew(RTCSessionDescription offer) {
            events.partnerIsNew(offer);
        }

        @Override
        public boolean ownsDataChannel() {
            return ownsData;
        }

        @Override
        public void beginAnew(RTCSessionDescription offer) {
            events.beginAnew(offer);
        }
    }
}
