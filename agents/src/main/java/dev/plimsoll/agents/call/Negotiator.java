package dev.plimsoll.agents.call;

import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.plimsoll.agents.rtc.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Carries out on one peer what {@link Negotiation} decides. For the owner's thread. */
final class Negotiator {
    /** As many candidates of one generation as @metered-ca/realtime 1.2.0 takes, and as long ones. */
    private static final int MOST_CANDIDATES = 200;

    private static final int LONGEST_CANDIDATE = 1000;

    private final Peer peer;
    private final Negotiation rules;
    private final Line line;
    private final List<RTCIceCandidate> early = new ArrayList<>();
    private Optional<RTCSessionDescription> remote = Optional.empty();
    private int candidates;
    private boolean anyCandidate;
    private boolean offered;

    /** The way to the partner. */
    interface Line {
        /** Tells the partner a description of ours. */
        void tell(RTCSessionDescription description);

        /** A description of the partner's is in place. */
        void described();

        /** The partner offers with a peer connection that is not the one we talked to. */
        void partnerIsNew(RTCSessionDescription offer);

        /** Whether our first offer brings a data channel. */
        boolean ownsDataChannel();

        /** An offer of ours that nobody answered gives way: a new peer connection shall answer the partner's. */
        void beginAnew(RTCSessionDescription offer);
    }

    Negotiator(Peer peer, boolean polite, Line line) {
        this.peer = peer;
        this.rules = new Negotiation(polite);
        this.line = line;
    }

    void needed() {
        if (rules.negotiationNeeded()) {
            offer();
        }
    }

    void restart() {
        if (rules.restartNeeded()) {
            offer();
        }
    }

    private void offer() {
        peer.createOffer(rules.offerRestarts(), offer -> {
            if (rules.offerCreated()) {
                peer.setLocal(offer, () -> offerInPlace(offer));
            }
        });
    }

    private void offerInPlace(RTCSessionDescription offer) {
        if (rules.offerStands()) {
            offered = true;
            line.tell(offer);
        }
    }

    void described(RTCSessionDescription description) {
        if (description.sdpType == RTCSdpType.ANSWER) {
            if (rules.remoteAnswer()) {
                peer.setRemote(description, () -> answered(description));
            }
        } else if (isOfAnotherConnection(description)) {
            line.partnerIsNew(description);
        } else {
            switch (rules.remoteOffer(restarts(description))) {
                case APPLY -> answer(description);
                case ROLL_BACK_THEN_APPLY -> giveWay(description);
                case IGNORE -> {
                    // The partner is polite and will take our offer instead.
                }
            }
        }
    }

    /** A data channel that was part of a first offer does not come up any more after a roll-back of that. */
    private void giveWay(RTCSessionDescription offer) {
        if (rules.remoteKnown() || !line.ownsDataChannel()) {
            peer.rollBack(() -> answer(offer));
        } else {
            line.beginAnew(offer);
        }
    }

    private boolean isOfAnotherConnection(RTCSessionDescription offer) {
        Optional<String> known = remote.flatMap(before -> Sdp.fingerprint(before.sdp));
        Optional<String> now = Sdp.fingerprint(offer.sdp);
        return known.isPresent() && now.isPresent() && !known.equals(now);
    }

    private boolean restarts(RTCSessionDescription offer) {
        return remote.isPresent()
                && !remote.flatMap(before -> Sdp.userFragment(before.sdp)).equals(Sdp.userFragment(offer.sdp));
    }

    private void answered(RTCSessionDescription answer) {
        remoteApplied(answer);
        if (rules.answerApplied()) {
            offerAgain();
        }
    }

    private void answer(RTCSessionDescription offer) {
        peer.setRemote(offer, () -> {
            remoteApplied(offer);
            peer.createAnswer(answer -> peer.setLocal(answer, () -> {
                line.tell(answer);
                if (rules.settled()) {
                    offerAgain();
                }
            }));
        });
    }

    private void offerAgain() {
        needed();
    }

    private void remoteApplied(RTCSessionDescription description) {
        remote = Optional.of(description);
        candidates = 0;
        rules.remoteApplied();
        early.forEach(peer::addCandidate);
        early.clear();
        line.described();
    }

    /**
     * Before the remote description the library would drop a candidate without a word. Those of an offer that was ignored
     * carry its user fragment, by which the library knows that they are of no use.
     */
    void candidate(RTCIceCandidate candidate) {
        anyCandidate = true;
        if (++candidates > MOST_CANDIDATES || candidate.sdp.length() > LONGEST_CANDIDATE) {
            return;
        }
        if (rules.remoteKnown()) {
            peer.addCandidate(candidate);
        } else {
            early.add(candidate);
        }
    }

    void descriptionFailed() {
        rules.descriptionFailed();
    }

    boolean hasOffered() {
        return offered;
    }

    boolean isRemoteKnown() {
        return rules.remoteKnown();
    }

    boolean hasRemoteCandidates() {
        return anyCandidate;
    }
}
