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
        offerWanted = false;
        state = State.MAKING_OFFER;
        return true;
    }

    /** The offer is created; false if it was overtaken and must be dropped. */
    boolean offerCreated() {
        if (state != State.MAKING_OFFER) {
            return false;
        }
        state = State.HAVE_LOCAL_OFFER;
        return true;
    }

    OnOffer remoteOffer() {
        boolean collision = state != State.STABLE && state != State.APPLYING_ANSWER;
        if (collision && !polite) {
            return OnOffer.IGNORE;
        }
        boolean rollBack = state == State.HAVE_LOCAL_OFFER;
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
        return offerWanted;
    }

    boolean remoteKnown() {
        return remoteKnown;
    }
}
