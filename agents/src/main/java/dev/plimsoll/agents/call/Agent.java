package dev.plimsoll.agents.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.plimsoll.agents.rtc.IceSettings;
import dev.plimsoll.agents.rtc.Peer;
import dev.plimsoll.agents.rtc.PeerFactory;
import dev.plimsoll.agents.rtc.PeerStats;
import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.scenario.TurnTransport;
import dev.plimsoll.signalling.client.SignallingClient;
import dev.plimsoll.signalling.frame.ClientFrame;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.signalling.ice.IceServer;
import dev.plimsoll.signalling.ice.IceServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One end of a call: its connection to the signalling service and its peer. Everything happens on the owner's thread.
 */
final class Agent implements Peer.Listener, AutoCloseable {
    private final Settings settings;
    private final PeerFactory factory;
    private final Executor owner;
    private final Events events;
    private final List<RTCIceCandidate> earlyCandidates = new ArrayList<>();
    private SignallingClient signalling;
    private Negotiation negotiation;
    private String selfId;
    private String partnerId = "";
    private List<IceServer> iceServers = List.of();
    private Optional<Peer> peer = Optional.empty();
    private int localCandidates;
    private int lastIceError;
    private boolean connected;
    private boolean dataOpen;
    private boolean closed;

    Agent(Settings settings, PeerFactory factory, Executor owner, Events events) {
        this.settings = settings;
        this.factory = factory;
        this.owner = owner;
        this.events = events;
        this.selfId = settings.peerId();
    }

    /**
     * Who an agent is. The caller opens the data channel.
     *
     * @param peerId as planned; with a publishable key the service assigns another
     * @param channel the pair's own: whoever else is on it is the partner
     */
    record Settings(
            String peerId,
            String channel,
            TurnTransport transport,
            boolean caller,
            boolean audio,
            boolean insecureTurnTls) {}

    /** What the call hears of its two ends. */
    interface Events {
        void signallingDecided(ConnectOutcome outcome);

        void signallingEnded(int code, boolean byUs);

        /** One end has become ready, or is not any more. */
        void changed();

        void message(Agent agent, byte[] message, long arrivedNanos);

        void failed(String reason);
    }

    /** @param connect opens a signalling connection that talks to the given listener */
    void start(Function<SignallingClient.Listener, SignallingClient> connect) {
        signalling = connect.apply(new SignallingClient.Listener() {
            @Override
            public void onFrame(ServerFrame frame) {
                handOver(() -> received(frame));
            }

            @Override
            public void onClosed(int code, String reason) {
                owner.execute(() -> signallingClosed(code));
            }
        });
        signalling.outcome().thenAccept(outcome -> owner.execute(() -> decided(outcome)));
    }

    private void decided(ConnectOutcome outcome) {
        events.signallingDecided(outcome);
        if (!(outcome instanceof ConnectOutcome.Accepted)) {
            fail("signalling-" + outcome.code());
        }
    }

    private void signallingClosed(int code) {
        events.signallingEnded(code, closed);
        if (!closed && !isReady()) {
            fail("signalling-closed-" + code);
        }
    }

    private void received(ServerFrame frame) {
        if (frame instanceof ServerFrame.Welcome welcome) {
            selfId = welcome.peerId();
            welcomed(welcome.metadata().orElse(null));
        } else if (frame instanceof ServerFrame.Presence presence) {
            presence.joined().stream()
                    .map(ServerFrame.Member::peerId)
                    .filter(peerId -> !peerId.equals(selfId))
                    .findFirst()
                    .ifPresent(this::partnerIsThere);
        } else if (frame instanceof ServerFrame.Direct direct) {
            partnerIsThere(direct.from());
            if (direct.from().equals(partnerId)) {
                SignalPayloads.read(direct.data()).ifPresent(this::signalled);
            }
        } else if (frame instanceof ServerFrame.Failure failure && !isReady()) {
            fail("signalling-" + failure.code());
        }
    }

    private void welcomed(JsonNode metadata) {
        iceServers = IceServers.read(metadata).orElse(List.of()).stream()
                .flatMap(server -> onTransport(server).stream())
                .limit(1)
                .toList();
        if (iceServers.isEmpty()) {
            fail("no-ice-servers");
            return;
        }
        signalling.send(new ClientFrame.Subscribe(settings.channel(), false, Optional.of("join")));
    }

    private Optional<IceServer> onTransport(IceServer server) {
        List<String> urls = server.urls().stream()
                .filter(settings.transport()::matches)
                .limit(1)
                .toList();
        return urls.isEmpty()
                        || server.username().isEmpty()
                        || server.credential().isEmpty()
                ? Optional.empty()
                : Optional.of(new IceServer(urls, server.username(), server.credential()));
    }

    private void partnerIsThere(String peerId) {
        if (!partnerId.isEmpty() || closed) {
            return;
        }
        partnerId = peerId;
        negotiation = new Negotiation(selfId.compareTo(partnerId) < 0);
        try {
            Peer created = factory.peer(new IceSettings(iceServers, settings.insecureTurnTls()), this);
            peer = Optional.of(created);
            if (settings.caller()) {
                created.openDataChannel();
            }
            if (settings.audio()) {
                created.sendAudio();
            }
        } catch (RuntimeException | Error e) {
            fail("peer: " + e.getMessage());
        }
    }

    private void signalled(SignalPayloads.Signal signal) {
        if (signal instanceof SignalPayloads.Signal.Description description) {
            described(description.description());
        } else if (signal instanceof SignalPayloads.Signal.Candidate candidate) {
            remoteCandidate(candidate.candidate());
        }
    }

    private void described(RTCSessionDescription description) {
        if (description.sdpType == RTCSdpType.ANSWER) {
            if (negotiation.remoteAnswer()) {
                withPeer(p -> p.setRemote(description, () -> {
                    remoteApplied();
                    if (negotiation.answerApplied()) {
                        negotiationNeeded();
                    }
                }));
            }
            return;
        }
        switch (negotiation.remoteOffer()) {
            case APPLY -> answer(description);
            case ROLL_BACK_THEN_APPLY -> withPeer(p -> p.rollBack(() -> answer(description)));
            case IGNORE -> {
                // The partner is polite and will take our offer instead.
            }
        }
    }

    private void answer(RTCSessionDescription offer) {
        withPeer(p -> p.setRemote(offer, () -> {
            remoteApplied();
            p.createAnswer(answer -> p.setLocal(answer, () -> {
                tell(SignalPayloads.description(answer));
                settled();
            }));
        }));
    }

    private void remoteApplied() {
        negotiation.remoteApplied();
        earlyCandidates.forEach(candidate -> withPeer(p -> p.addCandidate(candidate)));
        earlyCandidates.clear();
    }

    private void settled() {
        if (negotiation.settled()) {
            negotiationNeeded();
        }
    }

    /**
     * Before the remote description the library would drop a candidate without a word. Those of an offer that was ignored
     * carry its user fragment, by which the library knows that they are of no use.
     */
    private void remoteCandidate(RTCIceCandidate candidate) {
        if (negotiation.remoteKnown()) {
            withPeer(p -> p.addCandidate(candidate));
        } else {
            earlyCandidates.add(candidate);
        }
    }

    @Override
    public void negotiationNeeded() {
        if (negotiation.negotiationNeeded()) {
            withPeer(p -> p.createOffer(offer -> {
                if (negotiation.offerCreated()) {
                    p.setLocal(offer, () -> offerInPlace(offer));
                }
            }));
        }
    }

    private void offerInPlace(RTCSessionDescription offer) {
        if (negotiation.offerStands()) {
            tell(SignalPayloads.description(offer));
        }
    }

    @Override
    public void candidate(RTCIceCandidate candidate) {
        localCandidates++;
        tell(SignalPayloads.candidate(candidate));
    }

    @Override
    public void gathered() {
        if (localCandidates == 0) {
            fail(lastIceError == 0 ? "no-candidates" : "turn-" + lastIceError);
        } else {
            tell(SignalPayloads.endOfCandidates());
        }
    }

    @Override
    public void iceError(int code, String text) {
        lastIceError = code;
    }

    @Override
    public void state(RTCPeerConnectionState state) {
        connected = state == RTCPeerConnectionState.CONNECTED;
        if (state == RTCPeerConnectionState.FAILED) {
            fail("ice-failed");
        }
        events.changed();
    }

    @Override
    public void dataOpen() {
        dataOpen = true;
        events.changed();
    }

    @Override
    public void message(byte[] message, long arrivedNanos) {
        events.message(this, message, arrivedNanos);
    }

    @Override
    public void failed(String what) {
        fail(what);
    }

    boolean isReady() {
        return connected && dataOpen;
    }

    /** Why this end has not become ready, as far as it knows. */
    String whyNotReady() {
        if (partnerId.isEmpty()) {
            return "peer-absent";
        }
        return lastIceError != 0 && localCandidates == 0 ? "turn-" + lastIceError : "ice-timeout";
    }

    boolean send(byte[] message) {
        return peer.map(p -> p.send(message)).orElse(false);
    }

    void stats(Consumer<PeerStats> then) {
        peer.ifPresent(p -> p.stats(then));
    }

    Settings settings() {
        return settings;
    }

    boolean isConnected() {
        return connected;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            peer.ifPresent(Peer::close);
            signalling.close();
        }
    }

    private void tell(JsonNode payload) {
        signalling.send(new ClientFrame.Send(partnerId, payload, Optional.empty()));
    }

    private void fail(String reason) {
        if (!closed) {
            events.failed(reason);
        }
    }

    private void withPeer(Consumer<Peer> work) {
        peer.filter(p -> !closed).ifPresent(work);
    }

    /** The library throws errors, not exceptions, at what a partner sends wrong; they must end this call, not vanish. */
    private void handOver(Runnable work) {
        owner.execute(() -> {
            try {
                if (!closed) {
                    work.run();
                }
            } catch (RuntimeException | Error e) {
                fail("internal: " + e.getMessage());
            }
        });
    }
}
