package dev.plimsoll.agents.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.agents.control.Incident;
import dev.plimsoll.agents.signal.Session;
import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.signalling.client.ReconnectPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * An end's place at the signalling service and whom it meets there: its partner is whoever else is on the call's channel. For
 * the owner's thread.
 */
final class Meeting implements Session.Listener, AutoCloseable {
    /** How long a partner may be off the channel before that is told once more. */
    private static final Duration ABSENCE_PATIENCE = Duration.ofSeconds(30);

    private final Timers timers;
    private final Events events;
    private final Session session;
    private String selfId;
    private String partnerId = "";
    private boolean partnerIsThere;
    private Optional<Timers.Timer> absence = Optional.empty();
    private int welcomes;

    /** What a meeting tells its end. */
    interface Events extends Reports {
        /** Each connect, the first one and those after a loss. */
        void decided(ConnectOutcome outcome);

        void ended(int code, boolean byUs);

        /** @param metadata of the welcome, null if there is none */
        void welcomed(JsonNode metadata);

        /**
         * The partner has come, or has come back.
         *
         * @param polite whether this end gives way when offers collide
         */
        void partnerIsThere(boolean polite);

        void signalled(SignalPayloads.Signal signal);

        /** The partner has been off the channel for long. */
        void partnerStaysAway();

        /** The service refused a frame. */
        void refused(String code);

        /** There will be no signalling any more. */
        void over(String reason, String detail);
    }

    Meeting(Agent.Role role, Surroundings surroundings, Timers timers, Events events) {
        this.timers = timers;
        this.events = events;
        this.selfId = role.peerId();
        this.session = new Session(
                role.peerId(),
                role.channel(),
                new Session.Means(
                        surroundings.owner(),
                        surroundings.random(),
                        ReconnectPolicy.SDK,
                        () -> surroundings.supplies().present(role.peerId()),
                        (presented, listener) -> surroundings.dialler().dial(presented, listener)),
                this);
    }

    void open() {
        session.open();
    }

    void tell(JsonNode payload) {
        session.send(partnerId, payload);
    }

    /** Cuts the end off the service; it does not connect again for this long. */
    void drop(Duration away) {
        session.drop(away);
    }

    boolean isWelcomed() {
        return session.isWelcomed();
    }

    boolean hasMet() {
        return !partnerId.isEmpty();
    }

    boolean partnerIsGone() {
        return hasMet() && !partnerIsThere;
    }

    @Override
    public void decided(ConnectOutcome outcome) {
        events.decided(outcome);
    }

    @Override
    public void ended(int code, boolean byUs) {
        events.ended(code, byUs);
        if (!byUs) {
            events.incident(Incident.SIGNALLING_LOST, Integer.toString(code), 0);
        }
    }

    @Override
    public void welcomed(String id, JsonNode metadata) {
        selfId = id;
        if (welcomes++ > 0) {
            events.incident(Incident.SIGNALLING_BACK, "", 0);
        }
        events.welcomed(metadata);
    }

    @Override
    public void joined(String peerId) {
        // With a publishable key a partner comes back under another id.
        if (!partnerIsThere) {
            partnerId = peerId;
        }
        if (peerId.equals(partnerId)) {
            partnerIsThere = true;
            absence.ifPresent(Timers.Timer::cancel);
            events.partnerIsThere(selfId.compareTo(partnerId) < 0);
        }
    }

    @Override
    public void left(String peerId) {
        if (peerId.equals(partnerId)) {
            partnerIsThere = false;
            events.incident(Incident.PARTNER_LEFT, "", 0);
            absence = Optional.of(
                    timers.after(ABSENCE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS, events::partnerStaysAway));
        }
    }

    @Override
    public void direct(String from, JsonNode data) {
        if (from.equals(partnerId)) {
            SignalPayloads.read(data).ifPresent(events::signalled);
        }
    }

    @Override
    public void refused(String code) {
        events.refused(code);
    }

    @Override
    public void over(String reason, String detail) {
        events.over(reason, detail);
    }

    @Override
    public void close() {
        absence.ifPresent(Timers.Timer::cancel);
        session.close();
    }
}
