package dev.plimsoll.signalling.probe;

import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.ConnectOutcome.Phase;
import dev.plimsoll.signalling.CloseCode;
import dev.plimsoll.signalling.client.UpgradeDraft;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.signalling.frame.ServerFrameReader;
import dev.plimsoll.signalling.http.HttpAnswer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.java_websocket.WebSocket;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ServerHandshake;

/**
 * The library's callbacks as one report, a log of frames and one end. Its {@link #run} is the reading thread's work; the
 * library adds a thread that writes.
 */
final class ProbeSocket extends WebSocketClient {
    private final UpgradeDraft draft;
    private final Wire wire;
    private final Milestones milestones;
    private final Journal journal;
    private final CompletableFuture<ConnectReport> report = new CompletableFuture<>();
    private final CompletableFuture<Optional<Ended>> end = new CompletableFuture<>();
    private volatile boolean upgraded;
    private volatile boolean answersPings = true;
    private volatile Optional<ServerFrame.Welcome> welcome = Optional.empty();
    private volatile Optional<Ended> ended = Optional.empty();
    private volatile String trouble = "";

    ProbeSocket(ConnectSpec spec, Wire wire, Milestones milestones, Journal journal) {
        this(spec, wire, milestones, journal, new UpgradeDraft());
    }

    private ProbeSocket(ConnectSpec spec, Wire wire, Milestones milestones, Journal journal, UpgradeDraft draft) {
        super(spec.endpoint().connectUri(spec.presented()), draft, spec.headers(), 0);
        this.draft = draft;
        this.wire = wire;
        this.milestones = milestones;
        this.journal = journal;
        setConnectionLostTimeout(0);
        setTcpNoDelay(true);
        setDaemon(true);
        setSocketFactory(new WireFactory(wire, milestones));
    }

    CompletableFuture<ConnectReport> report() {
        return report;
    }

    /** Completes when TCP has ended; empty if there was no upgrade. */
    CompletableFuture<Optional<Ended>> end() {
        return end;
    }

    /** What is known of the end by now; set before {@link #end} completes, when the close frame comes. */
    Optional<Ended> ended() {
        return ended;
    }

    void answerPings(boolean answer) {
        answersPings = answer;
    }

    /** Nothing decided the attempt in time. */
    void giveUp() {
        Phase phase = milestones.phase(upgraded);
        if (decide(refused().orElseGet(() -> new ConnectOutcome.TimedOut(milestones.elapsed(), phase)))) {
            wire.drop();
        }
    }

    @Override
    public void onOpen(ServerHandshake handshake) {
        milestones.reach(Milestone.ANSWERED);
        draft.answer().ifPresent(journal::answered);
        upgraded = true;
    }

    @Override
    public void onMessage(String text) {
        Optional<ServerFrame> frame = ServerFrameReader.read(text);
        Optional<ServerFrame.Welcome> first = frame.filter(ServerFrame.Welcome.class::isInstance)
                .map(ServerFrame.Welcome.class::cast)
                .filter(any -> welcome.isEmpty());
        Duration elapsed = first.isPresent() ? milestones.reach(Milestone.WELCOMED) : Duration.ZERO;
        journal.heard(Heard.Kind.TEXT, text, text.getBytes(StandardCharsets.UTF_8).length, frame);
        if (first.isPresent()) {
            welcome = first;
            decide(new ConnectOutcome.Accepted(elapsed, first.get().peerId()));
        }
    }

    @Override
    public void onMessage(ByteBuffer bytes) {
        journal.heard(Heard.Kind.BINARY, "", bytes.remaining(), Optional.empty());
    }

    @Override
    public void onWebsocketPing(WebSocket connection, Framedata ping) {
        journal.heard(Heard.Kind.PING, "", ping.getPayloadData().remaining(), Optional.empty());
        if (answersPings) {
            super.onWebsocketPing(connection, ping);
        }
    }

    @Override
    public void onWebsocketPong(WebSocket connection, Framedata pong) {
        journal.heard(Heard.Kind.PONG, "", pong.getPayloadData().remaining(), Optional.empty());
    }

    @Override
    public void onError(Exception error) {
        trouble = journal.mask(String.valueOf(error.getMessage()));
    }

    /** A close frame came, or this side leaves; TCP may last. */
    @Override
    public void onClosing(int code, String reason, boolean remote) {
        if (upgraded) {
            noteEnd(draft.closedWithoutCode() ? CloseFrame.NOCODE : code, reason, remote);
        }
    }

    /** TCP has ended. */
    @Override
    public void onClose(int code, String reason, boolean remote) {
        if (upgraded) {
            noteEnd(code, reason, !wire.isDropped());
        } else {
            draft.refusal().ifPresent(journal::answered);
            decide(refused().orElseGet(() -> broken(reason)));
        }
        milestones.reach(Milestone.TCP_ENDED);
        journal.tcpEnded();
        end.complete(ended);
    }

    private synchronized void noteEnd(int code, String reason, boolean byService) {
        if (ended.isPresent()) {
            return;
        }
        Duration elapsed = milestones.reach(Milestone.CLOSED);
        boolean orderly = code != CloseCode.ABNORMAL.code() && byService;
        String detail = orderly ? "" : trouble.isEmpty() ? wire.ending() : trouble;
        Ended what = new Ended(
                code, journal.mask(reason), byService, welcome.isPresent(), milestones.now(), journal.mask(detail));
        ended = Optional.of(what);
        journal.closed(what);
        decide(orderly ? new ConnectOutcome.RejectedByClose(elapsed, code, what.reason()) : broken(reason));
    }

    private Optional<ConnectOutcome> refused() {
        return draft.refusal()
                .map(answer -> new ConnectOutcome.RejectedByHttp(
                        milestones.reach(Milestone.ANSWERED), answer.status(), answer.errorCode()));
    }

    private ConnectOutcome broken(String reason) {
        String said = trouble.isEmpty() ? reason : trouble;
        String detail = said.isEmpty() ? wire.ending() : said;
        return new ConnectOutcome.Broken(milestones.elapsed(), milestones.phase(upgraded), journal.mask(detail));
    }

    /** @return whether this is the first decision, which stands */
    private boolean decide(ConnectOutcome outcome) {
        Optional<HttpAnswer> answer = draft.answer();
        return report.complete(new ConnectReport(outcome, answer, welcome, milestones.timeline()));
    }
}
