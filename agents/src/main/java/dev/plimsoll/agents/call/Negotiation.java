package dev.plimsoll.agents.call;

/**
 * Perfect negotiation (W3C WebRTC, section 10.7) as a state machine without a peer connection. Of two peers exactly one is
 * polite; when their offers collide, the polite one gives way.
 */
final class Negotiation {
    private enum State {
        STABLE,
        MAKING_OFFER,
        HAVE_LOCAL_OFFER,
        /** The answer to our offer is being put in place: an offer that comes behind it collides with nothing. */
        APPLYING_ANSWER,
        ANSWERING
    }

    private final boolean polite;
    private State state = State.STABLE;
    private boolean offerWanted;
    private boolean restartWanted;
    /** Whether the offer that is being made or stands restarts ICE. */
    private boolean restartOffered;
    /** Whether the peer connection itself is in have-local-offer. */
    private boolean localOfferInPlace;

    private boolean remoteKnown;

    Negotiation(boolean polite) {
        this.polite = polite;
    }

    /** What to do with a remote offer. */
    enum OnOffer {
        IGNORE,
        APPLY,
        ROLL_BACK_THEN_APPLY
    }

    /** Something to negotiate came up; true if an offer shall be created now. */
    boolean negotiationNeeded() {
        if (state != State.STABLE) {
            offerWanted = true;
            return false;
        }
        return make();
    }

    /**
     * ICE shall restart; true if an offer shall be created now. An offer that stands without an answer is replaced: its
     * answer may be lost.
     */
    boolean restartNeeded() {
        restartWanted = true;
        if (state != State.STABLE && state != State.HAVE_LOCAL_OFFER) {
            offerWanted = true;
            return false;
        }
        return make();
    }

    private boolean make() {
        offerWanted = false;
        restartOffered = restartWanted;
        restartWanted = false;
        state = State.MAKING_OFFER;
        return true;
    }

    /** Whether the offer that is to be created now restarts ICE. */
    boolean offerRestarts() {
        return restartOffered;
    }

    /** The offer is created; false if it was overtaken and must be dropped. */
    boolean offerCreated() {
        if (state != State.MAKING_OFFER) {
            return false;
        }
        state = State.HAVE_LOCAL_OFFER;
        localOfferInPlace = true;
        return true;
    }

    /**
     * An offer of the partner came. One of ours that gives way is made up for afterwards: what it was for may be missing in
     * the partner's.
     *
     * @param restarts whether the offer restarts ICE, which then is as good as a restart of ours
     */
    OnOffer remoteOffer(boolean restarts) {
        boolean collision = state != State.STABLE && state != State.APPLYING_ANSWER;
        if (collision && !polite) {
            return OnOffer.IGNORE;
        }
        if (collision) {
            offerWanted = true;
            restartWanted |= restartOffered && !restarts;
        }
        boolean rollBack = state != State.APPLYING_ANSWER && localOfferInPlace;
        localOfferInPlace = false;
        state = State.ANSWERING;
        return rollBack ? OnOffer.ROLL_BACK_THEN_APPLY : OnOffer.APPLY;
    }

    /** Whether an offer that is in place by now may still be sent: it may have been rolled back meanwhile. */
    boolean offerStands() {
        return state == State.HAVE_LOCAL_OFFER;
    }

    /** True if a remote answer belongs to our offer and is to be put in place. */
    boolean remoteAnswer() {
        if (state != State.HAVE_LOCAL_OFFER) {
            return false;
        }
        state = State.APPLYING_ANSWER;
        return true;
    }

    /** The remote answer is in place; true if an offer that had to wait shall be made now. */
    boolean answerApplied() {
        return state == State.APPLYING_ANSWER && settled();
    }

    /** A remote description is in place; candidates may be added from now on. */
    void remoteApplied() {
        remoteKnown = true;
    }

    /** Our answer is in place; true if an offer that had to wait shall be made now. */
    boolean settled() {
        state = State.STABLE;
        localOfferInPlace = false;
        restartOffered = false;
        return offerWanted || restartWanted;
    }

    /** A description could not be made or put in place; things are as they were before it. */
    void descriptionFailed() {
        state = localOfferInPlace ? State.HAVE_LOCAL_OFFER : State.STABLE;
    }

    boolean remoteKnown() {
        return remoteKnown;
    }
}
