package dev.plimsoll.signalling.probe;

import dev.plimsoll.signalling.CloseCode;
import dev.plimsoll.signalling.frame.ClientFrame;
import dev.plimsoll.signalling.frame.FrameWriter;
import dev.plimsoll.signalling.frame.ServerFrame;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * One connection to the service, seen in full: what the upgrade was answered, every frame that came and when, how it ended.
 * It does what it is told and nothing else, but for answering pings until told otherwise; it never reconnects.
 *
 * <p>A connection costs two threads; use it for hundreds, not for thousands. Methods may be called from any thread. Close it
 * when done: its threads end with it.
 */
public final class ProbeConnection implements AutoCloseable {
    private static final AtomicInteger OPENED = new AtomicInteger();
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final ConnectSpec spec;
    private final Wire wire;
    private final Journal journal;
    private final ProbeSocket socket;
    private final Outbox outbox;
    private final Thread reader;
    private final LongSupplier nanoClock;
    private final AtomicInteger requests = new AtomicInteger();

    private ProbeConnection(ConnectSpec spec, LongSupplier nanoClock) {
        this.spec = spec;
        this.nanoClock = nanoClock;
        this.wire = new Wire(spec);
        this.journal = new Journal(nanoClock, spec.secrets(), spec.keptFrames());
        Milestones milestones = new Milestones(nanoClock, spec.endpoint().isTls());
        this.socket = new ProbeSocket(spec, wire, milestones, journal);
        this.outbox = new Outbox(socket);
        this.reader = new Thread(socket, "probe-" + OPENED.incrementAndGet());
        reader.setDaemon(true);
    }

    /** Begins to connect and returns at once. */
    public static ProbeConnection open(ConnectSpec spec) {
        return open(spec, System::nanoTime);
    }

    /** @param nanoClock a monotonic clock, by which everything is stamped */
    public static ProbeConnection open(ConnectSpec spec, LongSupplier nanoClock) {
        ProbeConnection connection = new ProbeConnection(spec, nanoClock);
        connection.begin();
        return connection;
    }

    private void begin() {
        journal.sent("GET " + spec.endpoint().pathAndQuery(spec.presented()) + " "
                + spec.headers().entrySet());
        socket.report()
                .copy()
                .orTimeout(spec.timeout().toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((report, error) -> {
                    if (error instanceof TimeoutException) {
                        socket.giveUp();
                    }
                });
        reader.start();
    }

    /** Completes once, always normally, with what the attempt came to; at the latest when its time is over. */
    public CompletableFuture<ConnectReport> report() {
        return socket.report().copy();
    }

    /** Waits for {@link #report}. */
    public ConnectReport connected() {
        return socket.report().join();
    }

    /** Upgraded and not closed by either side. Whether it was welcomed is another question. */
    public boolean isOpen() {
        return socket.isOpen();
    }

    /** How it ended; empty while it lasts, and if it never was upgraded. */
    public Optional<Ended> ended() {
        return socket.ended();
    }

    /** Waits until the service's close frame has come or TCP has ended. Empty if neither happens in time. */
    public Optional<Ended> awaitEnd(Duration patience) throws InterruptedException {
        inbox().awaitEnd(patience);
        return socket.ended();
    }

    public Inbox inbox() {
        return journal.inbox();
    }

    public Transcript transcript() {
        return journal.transcript();
    }

    /**
     * Sends a text frame, whatever is in it.
     *
     * @return false if the connection is not open, or the service reads so slowly that too much waits already
     */
    public boolean send(String text) {
        journal.sent(text);
        return noted(outbox.text(text));
    }

    /** Sends a frame as it is: without a request id, unless it has one. */
    public boolean send(ClientFrame frame) {
        return send(FrameWriter.write(frame));
    }

    public boolean sendBinary(byte[] bytes) {
        journal.sent("binary, " + bytes.length + " bytes");
        return noted(outbox.binary(bytes));
    }

    /** @param payload of the ping frame, at most 125 bytes */
    public boolean sendPing(byte[] payload) {
        journal.sent("ping, " + payload.length + " bytes");
        return noted(outbox.ping(payload));
    }

    private boolean noted(boolean sent) {
        if (!sent) {
            journal.note(isOpen() ? "not sent: too much waits to be sent" : "not sent: the connection is not open");
        }
        return sent;
    }

    /** Sends a request, with an id of its own if it has none, and waits for its answer. */
    public Reply request(ClientFrame frame, Duration patience) throws InterruptedException {
        if (frame instanceof ClientFrame.Ping) {
            throw new IllegalArgumentException("a ping is answered by a pong: use untilPong");
        }
        String id = frame.requestId().orElseGet(() -> "q" + requests.incrementAndGet());
        return exchange(FrameWriter.write(frame.withRequestId(id)), heard -> answers(heard, id), patience);
    }

    private static boolean answers(Heard heard, String id) {
        return heard.as(ServerFrame.Ack.class)
                        .filter(ack -> ack.requestId().equals(id))
                        .isPresent()
                || heard.as(ServerFrame.Failure.class)
                        .flatMap(ServerFrame.Failure::requestId)
                        .filter(id::equals)
                        .isPresent();
    }

    /**
     * Sends a text and waits for the next error frame: for requests that have no id, or are no request at all. An ack of
     * whatever counts too.
     */
    public Reply request(String text, Duration patience) throws InterruptedException {
        return exchange(
                text,
                heard -> heard.as(ServerFrame.Failure.class).isPresent()
                        || heard.as(ServerFrame.Ack.class).isPresent(),
                patience);
    }

    private Reply exchange(String text, Predicate<Heard> answer, Duration patience) throws InterruptedException {
        long from = inbox().next();
        long sentNanos = nanoClock.getAsLong();
        if (!send(text)) {
            return isOpen() ? new Reply.Unsent(since(sentNanos)) : closed(sentNanos);
        }
        Optional<Heard> heard = inbox().await(from, answer, patience);
        if (heard.isPresent()) {
            return reply(heard.get(), sentNanos);
        }
        return ended().isPresent() ? closed(sentNanos) : new Reply.Silent(since(sentNanos));
    }

    private Reply closed(long sentNanos) {
        return ended().map(end -> new Reply.Closed(since(sentNanos), end.code(), end.reason()))
                .orElseGet(() -> new Reply.Closed(since(sentNanos), CloseCode.ABNORMAL.code(), "not open"));
    }

    private static Reply reply(Heard heard, long sentNanos) {
        Duration elapsed = Duration.ofNanos(heard.atNanos() - sentNanos);
        return heard.as(ServerFrame.Failure.class)
                .<Reply>map(failure -> new Reply.Failure(
                        elapsed, failure.code(), failure.message().orElse("")))
                .orElseGet(() -> new Reply.Ack(elapsed));
    }

    private Duration since(long startNanos) {
        return Duration.ofNanos(nanoClock.getAsLong() - startNanos);
    }

    /**
     * Sends the protocol's ping and waits for its pong: frames of a connection stay in order, so everything that was for
     * this one before has come.
     *
     * @return what came since a number, up to the pong; empty if there is no pong in time
     */
    public Optional<List<Heard>> untilPong(long number, Duration patience) throws InterruptedException {
        long from = inbox().next();
        send(new ClientFrame.Ping());
        return inbox().await(from, heard -> heard.as(ServerFrame.Pong.class).isPresent(), patience)
                .map(pong -> inbox().since(number).stream()
                        .filter(heard -> heard.number() < pong.number())
                        .toList());
    }

    /** Whether the service's ping frames are answered; at first they are. */
    public void answerPings(boolean answer) {
        journal.note(answer ? "answers pings" : "stops answering pings");
        socket.answerPings(answer);
    }

    /** Reads nothing any more, so that what the service sends piles up on its side. */
    public void stopReading() {
        journal.note("stops reading");
        wire.halt(true);
    }

    public void resumeReading() {
        journal.note("reads again");
        wire.halt(false);
    }

    /** Ends TCP without a close frame. */
    public void drop() {
        journal.note("drops TCP");
        wire.drop();
    }

    /** Ends TCP by a reset. */
    public void reset() {
        journal.note("resets TCP");
        wire.reset();
    }

    /** Sends a close frame with 1000 and waits for nothing; {@link #close} is still to be called. */
    public void leave() {
        socket.close(CloseCode.NORMAL.code(), "client requested close");
    }

    /** Leaves in order if the service lets it, and without after a second. Its threads have ended afterwards. */
    @Override
    public void close() {
        wire.halt(false);
        if (isOpen()) {
            leave();
            socket.end()
                    .copy()
                    .completeOnTimeout(Optional.empty(), FAREWELL.toNanos(), TimeUnit.NANOSECONDS)
                    .join();
        }
        wire.drop();
        try {
            reader.join(FAREWELL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
