package dev.plimsoll.limits.turn;

import dev.plimsoll.limits.turn.stun.ChannelData;
import dev.plimsoll.limits.turn.stun.StunMessage;
import dev.plimsoll.limits.turn.stun.TransactionId;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One 5-tuple to a TURN server, and so at most one allocation. {@link #ask} makes exactly one transaction and signs it as it
 * is told; the methods that take a credential do the whole handshake. Nothing is refreshed or retried beyond that and {@link #allocate}.
 *
 * <p>It opens its socket with the first request. It has no thread: methods block for as long as {@link Patience} allows, and
 * no two threads may use one client at a time.
 */
public final class TurnClient implements AutoCloseable {
    private static final int MOST_EXCHANGES = 256;
    private static final int UNAUTHORIZED = 401;
    private static final int MISMATCH = 437;
    private static final int STALE_NONCE = 438;
    private static final int OTHER_PORTS = 2;

    private final TurnTarget target;
    private final TurnOptions options;
    private final Deque<TurnExchange> exchanges = new ArrayDeque<>();
    private final Map<InetSocketAddress, Integer> channels = new HashMap<>();
    private Optional<Dialogue> dialogue = Optional.empty();
    private Optional<Challenge> challenge = Optional.empty();
    private Optional<String> ended = Optional.empty();
    private boolean allocated;

    public TurnClient(TurnTarget target, TurnOptions options) {
        this.target = Objects.requireNonNull(target, "target");
        this.options = Objects.requireNonNull(options, "options");
    }

    /**
     * Makes one transaction.
     *
     * @param login what to sign with; empty sends the request unsigned
     */
    public TurnAnswer ask(TurnRequest request, Optional<TurnLogin> login) {
        return begin(request, login).get();
    }

    /**
     * Sends a request, and leaves it to the result to wait for the answer; so that many clients may ask at once. Only one
     * request of a client may be under way.
     */
    public Supplier<TurnAnswer> begin(TurnRequest request, Optional<TurnLogin> login) {
        long begun = options.nanoClock().getAsLong();
        try {
            TransactionId id = TransactionId.next(options.random());
            byte[] bytes = TurnMessages.request(request, login, id);
            dialogue().begin(bytes);
            return () -> noted(request, login.isPresent(), finish(bytes, id, login, begun));
        } catch (IOException e) {
            TurnAnswer broken = new TurnAnswer.Broken(broken(e), since(begun));
            return () -> noted(request, login.isPresent(), broken);
        }
    }

    private TurnAnswer finish(byte[] request, TransactionId id, Optional<TurnLogin> login, long begun) {
        try {
            Optional<StunMessage> message = dialogue().finish(request, id);
            Duration elapsed = since(begun);
            return message.map(came -> new AnswerReader(login).read(came, elapsed))
                    .orElseGet(() -> new TurnAnswer.Silent(elapsed));
        } catch (IOException e) {
            return new TurnAnswer.Broken(broken(e), since(begun));
        }
    }

    /** Makes a request with the handshake that it needs: 401 leads to a signed one, 438 to one more with the new nonce. */
    public TurnAnswer ask(TurnRequest request, TurnCredential credential) {
        if (challenge.isEmpty()) {
            TurnAnswer first = ask(request, Optional.empty());
            if (!first.isRefusedWith(UNAUTHORIZED) || challenge.isEmpty()) {
                return first;
            }
        }
        TurnAnswer answer = ask(request, login(credential));
        return answer.isRefusedWith(STALE_NONCE) ? ask(request, login(credential)) : answer;
    }

    private Optional<TurnLogin> login(TurnCredential credential) {
        return challenge.map(current -> new TurnLogin(credential, current));
    }

    /** Asks for the address that the server sees (RFC 8489). */
    public TurnAnswer bind() {
        return ask(new TurnRequest.Binding(), Optional.empty());
    }

    /**
     * Allocates a relay. A local port that the server still knows from somebody before (437) is given up for another, twice
     * at most, as RFC 8656 section 7.4 asks; after an allocation was granted, 437 is an answer as any other.
     */
    public TurnAnswer allocate(TurnCredential credential, TurnRequest.Allocate wanted) {
        TurnAnswer answer = ask(wanted, credential);
        for (int i = 0; i < OTHER_PORTS && mayMove() && answer.isRefusedWith(MISMATCH); i++) {
            dialogue.ifPresent(Dialogue::close);
            dialogue = Optional.empty();
            challenge = Optional.empty();
            answer = ask(wanted, credential);
        }
        allocated |= answer.isGranted();
        return answer;
    }

    private boolean mayMove() {
        return !allocated && options.source().map(InetSocketAddress::getPort).orElse(0) == 0;
    }

    public TurnAnswer refresh(TurnCredential credential, Duration lifetime) {
        return ask(new TurnRequest.Refresh(Optional.of(lifetime)), credential);
    }

    /**
     * Ends the allocation. coturn 4.6 does so a second later, ends the connection too where it is TCP or TLS, and takes it
     * all back if a Refresh comes in between.
     */
    public TurnAnswer delete(TurnCredential credential) {
        return refresh(credential, Duration.ZERO);
    }

    public TurnAnswer createPermission(TurnCredential credential, InetSocketAddress peer) {
        return ask(new TurnRequest.CreatePermission(List.of(peer)), credential);
    }

    /** From a success on, data for this peer goes through the channel. */
    public TurnAnswer channelBind(TurnCredential credential, int channel, InetSocketAddress peer) {
        return ask(new TurnRequest.ChannelBind(channel, peer), credential);
    }

    /**
     * Sends data to a peer through the relay, on its channel if one is bound. Nobody confirms it.
     *
     * @return false if it could not leave this machine
     */
    public boolean send(InetSocketAddress peer, byte[] payload) {
        try {
            TurnWire wire = dialogue().wire();
            Integer channel = channels.get(peer);
            wire.send(
                    channel == null
                            ? TurnMessages.sendIndication(peer, payload, TransactionId.next(options.random()))
                            : ChannelData.encode(channel, payload, wire.isReliable()));
            return true;
        } catch (IOException e) {
            broken(e);
            return false;
        }
    }

    /** The next data that came through the relay; empty if none came in time, or the connection is over. */
    public Optional<RelayedData> receive(Duration atMost) {
        try {
            return dialogue().receive(atMost);
        } catch (IOException e) {
            broken(e);
            return Optional.empty();
        }
    }

    /** Relayed data that was thrown away here because nobody received it. */
    public long dropped() {
        return dialogue.map(Dialogue::dropped).orElse(0L);
    }

    /** Where the client speaks from; empty before its first request. */
    public Optional<InetSocketAddress> local() {
        return dialogue.map(open -> open.wire().local());
    }

    /** The last realm and nonce that the server named. */
    public Optional<Challenge> challenge() {
        return challenge;
    }

    /** The last 256 transactions, oldest first. */
    public List<TurnExchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** Closes the socket; over UDP the allocation lives on until its lifetime is over, unless it was deleted. */
    @Override
    public void close() {
        dialogue.ifPresent(Dialogue::close);
        ended = Optional.of("the client was closed");
    }

    private Dialogue dialogue() throws IOException {
        if (ended.isPresent()) {
            throw new IOException(ended.get());
        }
        if (dialogue.isEmpty()) {
            dialogue = Optional.of(new Dialogue(Wires.open(target, options), options.patience(), options.nanoClock()));
        }
        return dialogue.get();
    }

    /** A stream that broke once is over. */
    private String broken(IOException cause) {
        String why = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
        if (ended.isEmpty() && dialogue.filter(open -> open.wire().isReliable()).isPresent()) {
            dialogue.get().close();
            ended = Optional.of(why);
        }
        return target + ": " + why;
    }

    private TurnAnswer noted(TurnRequest request, boolean signed, TurnAnswer answer) {
        if (answer instanceof TurnAnswer.Refused refused && refused.challenge().isPresent()) {
            challenge = refused.challenge();
        }
        if (answer.isGranted() && request instanceof TurnRequest.ChannelBind bound) {
            channels.put(bound.peer(), bound.channel());
            dialogue.ifPresent(open -> open.bound(bound.channel(), bound.peer()));
        }
        if (exchanges.size() == MOST_EXCHANGES) {
            exchanges.removeFirst();
        }
        exchanges.addLast(new TurnExchange(request.method(), signed, answer));
        return answer;
    }

    private Duration since(long begun) {
        return Duration.ofNanos(options.nanoClock().getAsLong() - begun);
    }
}
