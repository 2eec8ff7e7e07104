package dev.plimsoll.limits.turn;

import dev.plimsoll.limits.turn.stun.ChannelData;
import dev.plimsoll.limits.turn.stun.StunAttribute;
import dev.plimsoll.limits.turn.stun.StunClass;
import dev.plimsoll.limits.turn.stun.StunMessage;
import dev.plimsoll.limits.turn.stun.StunMethod;
import dev.plimsoll.limits.turn.stun.TransactionId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.LongSupplier;

/**
 * One wire: requests with their retransmissions, and relayed data, which may come at any time. What comes while an answer is
 * waited for is kept, up to a bound. For one thread.
 */
final class Dialogue implements AutoCloseable {
    static final int MOST_WAITING = 4_096;

    private final TurnWire wire;
    private final Patience patience;
    private final LongSupplier nanoClock;
    private final Queue<RelayedData> waiting = new ArrayDeque<>();
    private final Map<Integer, InetSocketAddress> channels = new HashMap<>();
    private long dropped;

    Dialogue(TurnWire wire, Patience patience, LongSupplier nanoClock) {
        this.wire = wire;
        this.patience = patience;
        this.nanoClock = nanoClock;
    }

    TurnWire wire() {
        return wire;
    }

    /** Relayed data that came when too much of it waited already. */
    long dropped() {
        return dropped;
    }

    /** From now on data under this channel number comes from this peer. */
    void bound(int channel, InetSocketAddress peer) {
        channels.put(channel, peer);
    }

    /** Sends a request for the first time. */
    void begin(byte[] request) throws IOException {
        wire.send(request);
    }

    /** Waits for the answer, and repeats the request as the transport demands; empty if it is never answered. */
    Optional<StunMessage> finish(byte[] request, TransactionId id) throws IOException {
        Iterator<Duration> waits = patience.waits(wire.isReliable()).iterator();
        Optional<StunMessage> answer = await(id, waits.next());
        while (answer.isEmpty() && waits.hasNext()) {
            wire.send(request);
            answer = await(id, waits.next());
        }
        return answer;
    }

    private Optional<StunMessage> await(TransactionId id, Duration wait) throws IOException {
        long deadline = nanoClock.getAsLong() + wait.toNanos();
        for (long left = deadline - nanoClock.getAsLong(); left > 0; left = deadline - nanoClock.getAsLong()) {
            Optional<byte[]> came = wire.receive(Duration.ofNanos(left));
            Optional<StunMessage> message = came.flatMap(StunMessage::decode);
            if (message.filter(answer -> answers(answer, id)).isPresent()) {
                return message;
            }
            came.flatMap(bytes -> relayed(bytes, message)).ifPresent(this::keep);
        }
        return Optional.empty();
    }

    /** The next relayed data; empty if none came in time. */
    Optional<RelayedData> receive(Duration atMost) throws IOException {
        if (!waiting.isEmpty()) {
            return Optional.of(waiting.remove());
        }
        long deadline = nanoClock.getAsLong() + atMost.toNanos();
        long left = atMost.toNanos();
        Optional<RelayedData> data;
        do {
            data = wire.receive(Duration.ofNanos(left)).flatMap(bytes -> relayed(bytes, StunMessage.decode(bytes)));
            left = deadline - nanoClock.getAsLong();
        } while (data.isEmpty() && left > 0);
        return data;
    }

    private static boolean answers(StunMessage message, TransactionId id) {
        boolean isAnswer = message.kind() == StunClass.SUCCESS || message.kind() == StunClass.ERROR;
        return isAnswer && message.id().equals(id);
    }

    private Optional<RelayedData> relayed(byte[] bytes, Optional<StunMessage> message) {
        if (ChannelData.is(bytes)) {
            return Optional.ofNullable(channels.get(ChannelData.channel(bytes)))
                    .map(peer -> new RelayedData(peer, ChannelData.payload(bytes)));
        }
        return message.filter(data -> data.method() == StunMethod.DATA && data.kind() == StunClass.INDICATION)
                .flatMap(Dialogue::indicated);
    }

    private static Optional<RelayedData> indicated(StunMessage indication) {
        return indication
                .xored(StunAttribute.XOR_PEER_ADDRESS)
                .flatMap(peer -> indication.value(StunAttribute.DATA).map(payload -> new RelayedData(peer, payload)));
    }

    private void keep(RelayedData data) {
        if (waiting.size() < MOST_WAITING) {
            waiting.add(data);
        } else {
            dropped++;
        }
    }

    @Override
    public void close() {
        try {
            wire.close();
        } catch (IOException e) {
            // It is of no more use either way.
        }
    }
}
