package dev.plimsoll.simulations;

import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.simulations.delivery.Delivery;
import dev.plimsoll.simulations.delivery.Mark;
import dev.plimsoll.simulations.engine.StepLog;
import dev.plimsoll.telemetry.ledger.Account;
import dev.plimsoll.telemetry.ledger.Arrival;
import dev.plimsoll.telemetry.ledger.DeliveryLedger;
import dev.plimsoll.telemetry.ledger.PublisherLog;
import dev.plimsoll.telemetry.ledger.SubscriberLog;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One connection's accounts in the ledger, from a welcome to the end of that connection: what it published on its channel
 * and sent to its partner, and what it heard. What is sent carries its sequence and intended time in its data and again
 * in its request id, so that nothing has to be looked up when an answer comes. For one event loop.
 */
final class Accounts {
    private static final String INBOX = "directs to ";

    private final String channel;
    private final SignallingMeter meter;
    private final LoadClock clock;
    private final StepLog log;
    private final EventLoop loop;
    private final List<Account> unsettled = new ArrayList<>(3);
    private final PublisherLog published;
    private final SubscriberLog heard;
    private final Optional<SubscriberLog> told;
    private PublisherLog sent;

    /** @param peerId as the service's welcome says it */
    Accounts(String channel, String peerId, LoadContext load, EventLoop loop, StepLog log) {
        this.channel = channel;
        this.loop = loop;
        this.meter = load.meter();
        this.clock = load.clock();
        this.log = log;
        DeliveryLedger ledger = meter.ledger();
        this.published = ledger.publisher(channel, peerId);
        long now = System.nanoTime();
        this.heard = ledger.subscriber(channel, peerId, now);
        this.told = load.hasDirects() ? Optional.of(ledger.subscriber(inbox(peerId), peerId, now)) : Optional.empty();
        told.ifPresent(account -> account.joined(now));
        unsettled.addAll(List.of(published, heard));
        told.ifPresent(unsettled::add);
        settleLater();
    }

    /** Directs are owed to a peer as publishes are to subscribers of a channel; no channel's name has a blank. */
    private static String inbox(String peerId) {
        return INBOX + peerId;
    }

    /** What is being sent: a publish or a direct. */
    enum Kind {
        PUBLISH('p', "publish"),
        DIRECT('d', "direct");

        private final char mark;
        private final String line;

        Kind(char mark, String line) {
            this.mark = mark;
            this.line = line;
        }
    }

    void joined() {
        heard.joined(System.nanoTime());
    }

    void left() {
        long now = System.nanoTime();
        heard.left(now);
        told.ifPresent(account -> account.left(now));
        published.left(now);
        if (sent != null) {
            sent.left(now);
        }
    }

    /** Until all accounts are over, which is a while after the connection's end. */
    private void settleLater() {
        long period = meter.ledger().period().toNanos();
        loop.schedule(
                () -> {
                    unsettled.removeIf(account -> account.settle(System.nanoTime()));
                    if (!unsettled.isEmpty()) {
                        settleLater();
                    }
                },
                period,
                TimeUnit.NANOSECONDS);
    }

    /** Opens the account of what goes to a partner. */
    void sendsTo(String partner, String peerId) {
        sent = meter.ledger().publisher(inbox(partner), peerId);
        unsettled.add(sent);
    }

    private PublisherLog account(Kind kind) {
        return kind == Kind.PUBLISH ? published : sent;
    }

    /** Notes that a message leaves now. @return its sequence */
    int leaves(Kind kind, long intendedNanos) {
        long now = System.nanoTime();
        meter.publishSent(now - intendedNanos);
        return account(kind).sent(now);
    }

    static String requestId(Kind kind, Mark mark) {
        return kind.mark + Integer.toString(mark.sequence()) + "@" + mark.intendedNanos();
    }

    /** Books a delivery on the channel; false if it is of another. */
    boolean delivered(Delivery delivery) {
        boolean isOurs = delivery.channel().equals(channel);
        if (isOurs) {
            book(heard, delivery.from(), delivery.mark());
        }
        return isOurs;
    }

    /** Books a frame that answers no request of the connection itself. */
    void received(ServerFrame frame) {
        if (frame instanceof ServerFrame.Message message) {
            if (message.channel().equals(channel)) {
                Mark.of(message.data()).ifPresent(mark -> book(heard, message.from(), mark));
            } else {
                heard.misrouted();
            }
        } else if (frame instanceof ServerFrame.Direct direct) {
            told.ifPresent(account -> Mark.of(direct.data()).ifPresent(mark -> book(account, direct.from(), mark)));
        } else if (frame instanceof ServerFrame.Ack ack) {
            acked(ack.requestId());
        } else if (frame instanceof ServerFrame.Failure failure) {
            failure.requestId().ifPresent(id -> refused(id, failure.code()));
        }
    }

    private void book(SubscriberLog account, String from, Mark mark) {
        long now = System.nanoTime();
        long intended = mark.intendedNanos();
        Arrival arrival = account.delivered(from, mark.sequence(), now - intended);
        meter.delivered(arrival, now - intended);
        if (arrival.isNew()) {
            log.ok("delivery", clock.millisOf(intended), clock.millisOf(now));
        }
    }

    /** Books an ack; false if it answers nothing that was sent from here. */
    boolean acked(String requestId) {
        Optional<Request> own = own(requestId);
        own.ifPresent(request -> {
            long now = System.nanoTime();
            account(request.kind).acked(request.sequence, now);
            meter.publishAcked(now - request.intendedNanos);
            log.ok(request.kind.line, clock.millisOf(request.intendedNanos), clock.millisOf(now));
        });
        return own.isPresent();
    }

    private void refused(String requestId, String code) {
        own(requestId).ifPresent(request -> {
            account(request.kind).refused(request.sequence);
            meter.publishRefused();
            long now = System.nanoTime();
            log.ko(request.kind.line, clock.millisOf(request.intendedNanos), clock.millisOf(now), code);
        });
    }

    private record Request(Kind kind, int sequence, long intendedNanos) {}

    /** What an answer answers; empty if nothing was sent under that id, for a target may say anything. */
    private Optional<Request> own(String requestId) {
        int at = requestId.indexOf('@');
        Kind kind = requestId.startsWith("d") ? Kind.DIRECT : Kind.PUBLISH;
        if (at < 2 || requestId.charAt(0) != kind.mark) {
            return Optional.empty();
        }
        try {
            int sequence = Integer.parseInt(requestId.substring(1, at));
            long intended = Long.parseLong(requestId.substring(at + 1));
            PublisherLog account = account(kind);
            return account != null && account.hasSent(sequence)
                    ? Optional.of(new Request(kind, sequence, intended))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
