package dev.plimsoll.agents.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.plimsoll.agents.control.Incident;
import dev.plimsoll.agents.media.MarkedMedia;
import dev.plimsoll.agents.rtc.IceRefused;
import dev.plimsoll.agents.rtc.Peer;
import dev.plimsoll.agents.stats.PeerStats;
import dev.plimsoll.agents.stats.PeerTimeline;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An agent's way to its partner: the link of the moment, made anew when the partner's is, brought back when its path fails,
 * and kept on good credentials. For the owner's thread.
 */
final class Leg implements IceSupply.Served, AutoCloseable {
    private static final int MOST_EARLY_SIGNALS = 256;

    private final boolean caller;
    private final LinkMaker maker;
    private final PeerTimeline timeline = new PeerTimeline();
    private final Events events;
    private final SetupWatch watch;
    private final Recovery recovery;
    private final Deque<SignalPayloads.Signal> early = new ArrayDeque<>();
    private Optional<IceLease> lease = Optional.empty();
    private Optional<Boolean> polite = Optional.empty();
    private Optional<Link> link = Optional.empty();
    private boolean closed;

    /** What a leg tells its agent. */
    interface Events extends Reports {
        void tell(JsonNode payload);

        /** Has {@link #granted} told of the servers that are good now, if others can be had; {@code then} follows either way. */
        void refreshServers(Runnable then);

        /** The leg has become ready, or is not any more. */
        void changed();

        void message(byte[] message, Peer.Reply reply, long arrivedNanos);
    }

    /**
     * @param caller whether this end opens the data channel
     * @param partnerFirst whether the partner may offer first
     */
    Leg(Surroundings surroundings, boolean caller, boolean partnerFirst, Timers timers, Events events) {
        this.caller = caller;
        this.maker = new LinkMaker(surroundings, caller, partnerFirst);
        this.events = events;
        this.recovery = new Recovery(timers, System::nanoTime, new OfRecovery());
        this.watch = new SetupWatch(timers, events);
    }

    @Override
    public void granted(IceLease granted) {
        lease = Optional.of(granted);
        link.ifPresent(open -> configure(open, granted));
        connectWhenPossible();
    }

    /** @param isPolite whether this end gives way when offers collide */
    void partnerIsThere(boolean isPolite) {
        polite = Optional.of(isPolite);
        connectWhenPossible();
    }

    void signalled(SignalPayloads.Signal signal) {
        if (link.isPresent()) {
            link.get().signalled(signal);
        } else if (early.size() < MOST_EARLY_SIGNALS) {
            early.add(signal);
        }
    }

    @Override
    public boolean renew(IceLease granted) {
        lease = Optional.of(granted);
        boolean taken = link.isPresent() && configure(link.get(), granted);
        if (taken && !recovery.isRecovering()) {
            link.get().restart();
        }
        return taken;
    }

    private boolean configure(Link open, IceLease granted) {
        try {
            open.configure(maker.ice(granted));
            return true;
        } catch (IceRefused e) {
            events.incident(Incident.CREDENTIALS_REFUSED, e.getMessage(), 0);
            return false;
        }
    }

    private void connectWhenPossible() {
        if (!closed && link.isEmpty() && polite.isPresent() && lease.isPresent()) {
            connect();
            while (!early.isEmpty() && link.isPresent()) {
                link.get().signalled(early.remove());
            }
        }
    }

    private void connect() {
        Link made;
        try {
            made = maker.make(lease.orElseThrow(), polite.orElseThrow(), timeline, new OfLink());
        } catch (IceRefused e) {
            events.failed("ice-refused", e.getMessage());
            return;
        }
        link = Optional.of(made);
        watch.begins(made);
        maker.equip(made, events::tell);
    }

    boolean isThere() {
        return link.isPresent();
    }

    boolean isReady() {
        return link.filter(Link::isReady).isPresent();
    }

    boolean isConnected() {
        return link.filter(Link::isConnected).isPresent();
    }

    @Override
    public boolean hasServers() {
        return lease.isPresent();
    }

    Optional<String> whyNotReady() {
        return link.map(Link::whyNotReady);
    }

    boolean send(byte[] message) {
        return link.map(open -> open.send(message)).orElse(false);
    }

    /** How it came to be connected, over all links. */
    @Override
    public PeerTimeline timeline() {
        return timeline;
    }

    /** What it heard of marks, if it listens for them. */
    Optional<MarkedMedia> marks() {
        return maker.marks();
    }

    @Override
    public void stats(Consumer<PeerStats> then) {
        link.ifPresent(open -> open.stats(then));
    }

    @Override
    public void close() {
        closed = true;
        recovery.close();
        link.ifPresent(Link::close);
    }

    private final class OfLink implements Link.Events {
        @Override
        public void tell(JsonNode payload) {
            events.tell(payload);
        }

        @Override
        public void gatheringBegins(Link made) {
            watch.gathers(made);
        }

        @Override
        public void described() {
            recovery.described();
        }

        @Override
        public void partnerIsNew(RTCSessionDescription offer) {
            events.incident(Incident.CONNECTION_RESET, "", 0);
            beginAnew(offer);
        }

        @Override
        public void offerHeldBack(Link of) {
            watch.heldBack(of);
        }

        @Override
        public void beginAnew(RTCSessionDescription offer) {
            link.ifPresent(Link::close);
            link = Optional.empty();
            connect();
            link.ifPresent(made -> made.signalled(new SignalPayloads.Signal.Description(offer)));
        }

        @Override
        public void state(RTCPeerConnectionState state) {
            switch (state) {
                case CONNECTED -> {
                    recovery.connected();
                    link.filter(open -> caller).ifPresent(watch::connected);
                }
                case DISCONNECTED -> {
                    recovery.disconnected();
                    // Whichever end restarts first, the other answers with what it has by then.
                    events.refreshServers(() -> {});
                }
                case FAILED -> recovery.failed();
                default -> {
                    // On its way.
                }
            }
            events.changed();
        }

        @Override
        public void dataOpen() {
            events.changed();
        }

        @Override
        public void message(byte[] message, Peer.Reply reply, long arrivedNanos) {
            events.message(message, reply, arrivedNanos);
        }

        @Override
        public void nothingGathered(Link of) {
            if (of.wasConnected()) {
                recovery.inVain();
            } else {
                events.failed(Link.nothing(of.lastIceError(), true), "");
            }
        }

        @Override
        public void iceError(int code, String text) {
            events.incident(Incident.ICE_ERROR, code + " " + text, 0);
        }

        @Override
        public void trouble(Link of, Peer.Trouble what, String detail) {
            if (what == Peer.Trouble.OVERSIZE_MESSAGE || (of.wasConnected() && what != Peer.Trouble.INTERNAL)) {
                events.incident(Incident.NEGOTIATION_FAILED, what.label() + ": " + detail, 0);
            } else {
                events.failed(what.label(), detail);
            }
        }
    }

    private final class OfRecovery implements Recovery.Actions {
        @Override
        public void pathFailed() {
            events.incident(Incident.PATH_FAILED, "", 0);
        }

        @Override
        public void restart(int attempt) {
            events.incident(Incident.RESTART_OFFERED, Integer.toString(attempt), 0);
            events.refreshServers(() -> link.ifPresent(Link::restart));
        }

        @Override
        public void recovered(long nanos, int attempts) {
            timeline.restored(System.nanoTime());
            events.incident(Incident.RECOVERED, Integer.toString(attempts), nanos);
        }

        @Override
        public void exhausted() {
            events.failed("ice-restart-exhausted", "");
        }
    }
}
