package dev.plimsoll.agents.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.agents.control.Incident;
import dev.plimsoll.agents.media.MarkedMedia;
import dev.plimsoll.agents.rtc.Peer;
import dev.plimsoll.agents.stats.PeerStats;
import dev.plimsoll.agents.stats.PeerTimeline;
import dev.plimsoll.agents.turn.IceChoice;
import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.signalling.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One end of a call: its place at the signalling service, its leg to the partner and the supply of its ICE servers.
 * Everything happens on the owner's thread.
 */
final class Agent implements AutoCloseable {
    private final Role role;
    private final Events events;
    private final Meeting meeting;
    private final Leg leg;
    private final IceSupply servers;
    private boolean closed;

    /**
     * Who an agent is.
     *
     * @param peerId as planned; with a publishable key the service assigns another
     * @param channel the call's own: whoever else is on it is the partner
     * @param caller whether it opens the data channel
     * @param partnerFirst whether the partner may offer first: Chromium fails to answer at times when it has to take back an
     *     offer of its own
     */
    record Role(String peerId, String channel, boolean caller, boolean partnerFirst, IceChoice choice) {}

    /** What the call hears of its ends. */
    interface Events {
        void signallingDecided(ConnectOutcome outcome);

        void signallingEnded(int code, boolean byUs);

        /** One end has become ready, or is not any more. */
        void changed();

        void message(Agent agent, byte[] message, Peer.Reply reply, long arrivedNanos);

        void incident(Agent agent, Incident what, String detail, long tookNanos);

        /** The call cannot go on. */
        void failed(String reason, String detail);
    }

    Agent(Role role, Surroundings surroundings, Events events) {
        this.role = role;
        this.events = events;
        Timers timers = Timers.of(surroundings.owner(), this::internal);
        OfParts ofParts = new OfParts();
        this.meeting = new Meeting(role, surroundings, timers, ofParts);
        this.leg = new Leg(surroundings, role.caller(), role.partnerFirst(), timers, ofParts);
        this.servers = new IceSupply(role.peerId(), role.choice(), surroundings, timers, leg, ofParts);
    }

    void start() {
        servers.begin();
        meeting.open();
    }

    void renewCredentials() {
        servers.renew();
    }

    void dropSignalling(Duration away) {
        meeting.drop(away);
    }

    boolean isReady() {
        return leg.isReady();
    }

    boolean isConnected() {
        return leg.isConnected();
    }

    boolean isCaller() {
        return role.caller();
    }

    /** Why this end has not become ready, as far as it knows. */
    String whyNotReady() {
        if (meeting.partnerIsGone()) {
            return "peer-left";
        }
        if (leg.isThere()) {
            return leg.whyNotReady().orElseThrow();
        }
        if (!meeting.isWelcomed()) {
            return "signalling-timeout";
        }
        return meeting.hasMet() ? "no-credentials" : "peer-absent";
    }

    boolean send(byte[] message) {
        return leg.send(message);
    }

    PeerTimeline timeline() {
        return leg.timeline();
    }

    /** What it heard of marks, if it listens for them. */
    Optional<MarkedMedia> marks() {
        return leg.marks();
    }

    void stats(Consumer<PeerStats> then) {
        leg.stats(then);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            servers.close();
            leg.close();
            meeting.close();
        }
    }

    private void fail(String reason, String detail) {
        if (!closed) {
            events.failed(reason, detail);
        }
    }

    private void internal(Throwable error) {
        fail("internal", String.valueOf(error.getMessage()));
    }

    /** What its parts tell it, and tell the call through it. */
    private final class OfParts implements Meeting.Events, Leg.Events, IceSupply.Owner {
        @Override
        public void decided(ConnectOutcome outcome) {
            events.signallingDecided(outcome);
        }

        @Override
        public void ended(int code, boolean byUs) {
            events.signallingEnded(code, byUs);
        }

        @Override
        public void welcomed(JsonNode metadata) {
            servers.welcomed(metadata);
        }

        @Override
        public void partnerIsThere(boolean polite) {
            if (leg.isThere()) {
                incident(Incident.PARTNER_BACK, "", 0);
            }
            guard(() -> leg.partnerIsThere(polite));
        }

        @Override
        public void signalled(SignalPayloads.Signal signal) {
            guard(() -> leg.signalled(signal));
        }

        @Override
        public void partnerStaysAway() {
            if (!isConnected()) {
                fail("peer-left", "");
            }
        }

        /** A partner who is not there may be on its way back; any other refusal would come again. */
        @Override
        public void refused(String code) {
            if (isReady() || code.equals(ErrorCode.PEER_NOT_FOUND.wire())) {
                incident(Incident.NEGOTIATION_FAILED, code, 0);
            } else {
                fail("signalling-" + code, "");
            }
        }

        /** Without signalling a call goes on as long as its path holds. */
        @Override
        public void over(String reason, String detail) {
            if (!isReady()) {
                fail(reason, detail);
            } else {
                incident(Incident.SIGNALLING_LOST, reason, 0);
            }
        }

        @Override
        public void tell(JsonNode payload) {
            meeting.tell(payload);
        }

        @Override
        public void refreshServers(Runnable then) {
            servers.refresh(then);
        }

        @Override
        public void changed() {
            events.changed();
        }

        @Override
        public void message(byte[] message, Peer.Reply reply, long arrivedNanos) {
            events.message(Agent.this, message, reply, arrivedNanos);
        }

        /** The library throws errors, not exceptions, at what a partner sends wrong; they must end this call, not vanish. */
        @Override
        public void guard(Runnable work) {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                internal(e);
            }
        }

        @Override
        public void incident(Incident what, String detail, long tookNanos) {
            if (!closed) {
                events.incident(Agent.this, what, detail, tookNanos);
            }
        }

        @Override
        public void failed(String reason, String detail) {
            fail(reason, detail);
        }
    }
}
