package dev.plimsoll.agents.rtc;

import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceConnectionState;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCPeerConnectionIceErrorEvent;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtpReceiver;
import dev.onvoid.webrtc.media.MediaStream;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.plimsoll.agents.stats.PeerTimeline;

/** What the library says of one peer connection, on the library's thread: only handed over. */
final class Callbacks implements PeerConnectionObserver {
    private final Handover handover;
    private final Peer.Listener listener;
    private final PeerTimeline timeline;
    private final OfPartner ofPartner;

    /** What the partner opens and sends; told on the owner's thread. */
    interface OfPartner {
        void channel(RTCDataChannel channel);

        /** @param track the connection's, which may be used as long as that is open */
        void track(MediaStreamTrack track);
    }

    Callbacks(Handover handover, PeerTimeline timeline, Peer.Listener listener, OfPartner ofPartner) {
        this.handover = handover;
        this.timeline = timeline;
        this.listener = listener;
        this.ofPartner = ofPartner;
    }

    /** By the time at which the library said so, not that of the owner's turn. */
    private void reached(PeerTimeline.Step step) {
        long now = System.nanoTime();
        handover.give(() -> timeline.reached(step, now));
    }

    @Override
    public void onIceConnectionChange(RTCIceConnectionState state) {
        if (state == RTCIceConnectionState.CHECKING) {
            reached(PeerTimeline.Step.CHECKING);
        } else if (state == RTCIceConnectionState.CONNECTED || state == RTCIceConnectionState.COMPLETED) {
            reached(PeerTimeline.Step.ICE_CONNECTED);
        }
    }

    @Override
    public void onIceCandidate(RTCIceCandidate candidate) {
        handover.give(() -> listener.candidate(candidate));
    }

    @Override
    public void onIceGatheringChange(RTCIceGatheringState state) {
        if (state == RTCIceGatheringState.GATHERING) {
            reached(PeerTimeline.Step.GATHERING);
        }
        if (state == RTCIceGatheringState.COMPLETE) {
            reached(PeerTimeline.Step.GATHERED);
            handover.give(listener::gathered);
        }
    }

    @Override
    public void onIceCandidateError(RTCPeerConnectionIceErrorEvent event) {
        try {
            int code = event.getErrorCode();
            String text = event.getErrorText();
            String url = event.getUrl();
            handover.give(() -> {
                timeline.stunError(code);
                listener.iceError(code, text, url);
            });
        } catch (RuntimeException | Error e) {
            handover.give(() -> listener.iceError(0, "unreadable", ""));
        }
    }

    @Override
    public void onConnectionChange(RTCPeerConnectionState state) {
        if (state == RTCPeerConnectionState.CONNECTED) {
            reached(PeerTimeline.Step.CONNECTED);
        }
        handover.give(() -> listener.state(state));
    }

    @Override
    public void onRenegotiationNeeded() {
        handover.give(listener::negotiationNeeded);
    }

    @Override
    public void onAddTrack(RTCRtpReceiver receiver, MediaStream[] streams) {
        try {
            MediaStreamTrack track = receiver.getTrack();
            handover.give(() -> ofPartner.track(track));
        } catch (RuntimeException | Error e) {
            handover.give(() -> listener.failed(Peer.Trouble.INTERNAL, "track: " + e.getMessage()));
        }
    }

    /** The library keeps what comes on the channel until the owner listens to it. */
    @Override
    public void onDataChannel(RTCDataChannel channel) {
        handover.give(() -> ofPartner.channel(channel), channel::dispose);
    }
}
