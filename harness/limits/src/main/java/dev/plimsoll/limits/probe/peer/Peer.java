package dev.plimsoll.limits.probe.peer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.limits.stage.Purse;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.signalling.CloseCode;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.signalling.probe.Ended;
import dev.plimsoll.signalling.probe.Heard;
import dev.plimsoll.signalling.probe.Inbox;
import dev.plimsoll.signalling.probe.ProbeConnection;
import dev.plimsoll.signalling.probe.Reply;
import dev.plimsoll.telemetry.signalling.Source;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A connection that was welcomed, as a probe has it talk: requests and their answers on one side, news (all other frames)
 * on the other. For one thread.
 */
public final class Peer {
    /** What a plan counts (Metered docs, limits-and-quotas). */
    private static final Pattern COUNTED = Pattern.compile("\"type\":\"(publish|send)\"");

    private final String name;
    private final String id;
    private final ProbeConnection connection;
    private final Stage stage;
    private final Set<Long> taken = new HashSet<>();
    private long read;
    private int requests;
    private boolean counted;

    Peer(String name, String id, ProbeConnection connection, Stage stage) {
        this.name = name;
        this.id = id;
        this.connection = connection;
        this.stage = stage;
    }

    /** What came of a request, and the frame that said so. */
    public record Answer(Reply reply, Optional<Heard> heard, long inboxBefore) {}

    public String name() {
        return name;
    }

    public String id() {
        return id;
    }

    public ProbeConnection connection() {
        return connection;
    }

    /** Sends a request, with an id of its own if it has none, and waits for what becomes of it. */
    public Answer ask(ObjectNode frame, Duration patience) throws InterruptedException {
        ObjectNode request = frame.deepCopy();
        if (!request.has("requestId")) {
            request.put("requestId", name + "-" + ++requests);
        }
        String requestId = request.path("requestId").asText();
        return ask(request.toString(), heard -> answers(heard, requestId), patience);
    }

    /** Sends what may be no request at all, and waits for the next ack or error, whatever it answers. */
    public Answer askText(String text, Duration patience) throws InterruptedException {
        return ask(text, Peer::isAnswer, patience);
    }

    private Answer ask(String text, Predicate<Heard> isTheAnswer, Duration patience) throws InterruptedException {
        Inbox inbox = connection.inbox();
        long before = inbox.next();
        long sentNanos = stage.nanos();
        boolean sent = send(text);
        Optional<Heard> heard = sent ? inbox.await(before, isTheAnswer, patience) : Optional.empty();
        heard.ifPresent(answer -> taken.add(answer.number()));
        Reply reply = heard.map(answer -> reply(answer, sentNanos)).orElseGet(() -> unanswered(sent, sentNanos));
        stage.quota().heard(code(reply));
        stage.evidence().exchange(name + ": " + text, heard.map(Heard::text).orElseGet(() -> Expectation.text(reply)));
        return new Answer(reply, heard, before);
    }

    /**
     * Sends a text, whatever it is, and waits for nothing.
     *
     * @return false if the connection is not open
     */
    public boolean send(String text) {
        if (COUNTED.matcher(text).find()) {
            stage.spend(Purse.Coin.MESSAGES, 1);
        }
        return connection.send(text);
    }

    private static Reply reply(Heard heard, long sentNanos) {
        Duration elapsed = Duration.ofNanos(Math.max(0, heard.atNanos() - sentNanos));
        return heard.as(ServerFrame.Failure.class)
                .<Reply>map(failure -> new Reply.Failure(
                        elapsed, failure.code(), failure.message().orElse("")))
                .orElseGet(() -> new Reply.Ack(elapsed));
    }

    private Reply unanswered(boolean sent, long sentNanos) {
        Duration elapsed = Duration.ofNanos(stage.nanos() - sentNanos);
        Optional<Ended> end = connection.ended();
        if (end.isPresent()) {
            return new Reply.Closed(elapsed, end.get().code(), end.get().reason());
        }
        return sent
                ? new Reply.Silent(elapsed)
                : connection.isOpen()
                        ? new Reply.Unsent(elapsed)
                        : new Reply.Closed(elapsed, CloseCode.ABNORMAL.code(), "not open");
    }

    private static String code(Reply reply) {
        return reply instanceof Reply.Failure failure
                ? failure.code()
                : reply instanceof Reply.Closed closed ? Integer.toString(closed.code()) : "";
    }

    private static boolean answers(Heard heard, String requestId) {
        return heard.as(ServerFrame.Ack.class)
                        .filter(ack -> ack.requestId().equals(requestId))
                        .isPresent()
                || heard.as(ServerFrame.Failure.class)
                        .flatMap(ServerFrame.Failure::requestId)
                        .filter(requestId::equals)
                        .isPresent();
    }

    private static boolean isAnswer(Heard heard) {
        return heard.as(ServerFrame.Ack.class).isPresent()
                || heard.as(ServerFrame.Failure.class).isPresent();
    }

    /** A frame that no request of the peer's own asked for. */
    private static boolean isNews(Heard heard) {
        boolean data = heard.kind() == Heard.Kind.TEXT || heard.kind() == Heard.Kind.BINARY;
        return data
                && !isAnswer(heard)
                && heard.as(ServerFrame.Pong.class).isEmpty()
                && heard.as(ServerFrame.Welcome.class).isEmpty();
    }

    /** The next frame that nobody asked for, in the order of coming. Empty if none comes in time. */
    public Optional<Heard> news(Duration patience) throws InterruptedException {
        Optional<Heard> next = connection.inbox().await(read, Peer::isNews, patience);
        next.ifPresent(heard -> read = heard.number() + 1);
        return next;
    }

    /** The frames that nobody asked for and that came between two numbers of the inbox. */
    public List<Heard> newsBetween(long from, long to) {
        return connection.inbox().since(from).stream()
                .filter(heard -> heard.number() < to && isNews(heard))
                .toList();
    }

    /** What has come without being asked for and was not yet read; now it is. */
    public List<Heard> unread() {
        List<Heard> unread = newsBetween(read, Long.MAX_VALUE);
        read = connection.inbox().next();
        return unread;
    }

    /** Acks and errors that answer nothing, or what was answered already. */
    public List<Heard> strayAnswers() {
        return connection.inbox().since(0).stream()
                .filter(heard -> isAnswer(heard) && !taken.contains(heard.number()))
                .toList();
    }

    /**
     * Waits until everything that was on its way when this was called has come: frames of a connection stay in order, and a
     * ping comes behind them. A service that answers no pings costs the whole patience.
     *
     * @return whether the connection is still there
     */
    public boolean stays(Duration patience) throws InterruptedException {
        connection.untilPong(connection.inbox().next(), patience);
        return connection.isOpen() && connection.ended().isEmpty();
    }

    /** Leaves, and is counted as closed, once. */
    void close() {
        connection.close();
        if (!counted) {
            counted = true;
            stage.meter().closed(Source.PROBES);
        }
    }
}
