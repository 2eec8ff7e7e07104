package dev.plimsoll.signalling.client;

import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.ConnectOutcome.Phase;
import dev.plimsoll.signalling.CloseCode;
import dev.plimsoll.signalling.Masking;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.signalling.frame.ServerFrameReader;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;

/** The library's callbacks, translated into one outcome, then frames, then one close. */
final class Socket extends WebSocketClient {
    private final UpgradeDraft draft;
    private final SignallingClient.Options options;
    private final SignallingClient.Listener listener;
    private final CompletableFuture<ConnectOutcome> outcome = new CompletableFuture<>();
    private final long startedNanos;
    private volatile Phase phase = Phase.CONNECT;
    private volatile boolean welcomed;
    private volatile String trouble = "";

    Socket(URI uri, SignallingClient.Options options, SignallingClient.Listener listener) {
        this(uri, options, listener, new UpgradeDraft());
    }

    private Socket(URI uri, SignallingClient.Options options, SignallingClient.Listener listener, UpgradeDraft draft) {
        super(uri, draft, options.headers(), (int) options.timeout().toMillis());
        this.draft = draft;
        this.options = options;
        this.listener = listener;
        this.startedNanos = options.nanoClock().getAsLong();
        setConnectionLostTimeout(0);
        setTcpNoDelay(true);
    }

    CompletableFuture<ConnectOutcome> outcome() {
        return outcome;
    }

    ConnectOutcome timedOut() {
        return refused().orElseGet(() -> new ConnectOutcome.TimedOut(elapsed(), phase));
    }

    void giveUp() {
        closeConnection(CloseCode.CLIENT_INACTIVITY.code(), "welcome timeout");
    }

    @Override
    public void onOpen(ServerHandshake handshake) {
        phase = Phase.WELCOME;
    }

    @Override
    public void onMessage(String text) {
        ServerFrameReader.read(text).ifPresent(this::onFrame);
    }

    private void onFrame(ServerFrame frame) {
        if (frame instanceof ServerFrame.Welcome welcome && !welcomed) {
            welcomed = true;
            outcome.complete(new ConnectOutcome.Accepted(elapsed(), welcome.peerId()));
        }
        listener.onFrame(frame);
    }

    @Override
    public void onClose(int code, String reason, boolean remote) {
        if (welcomed) {
            listener.onClosed(code, reason);
        } else {
            outcome.complete(refusal(code, reason));
        }
    }

    @Override
    public void onError(Exception error) {
        trouble = Masking.mask(String.valueOf(error.getMessage()));
    }

    private ConnectOutcome refusal(int code, String reason) {
        return refused().orElseGet(() -> ended(code, reason));
    }

    private Optional<ConnectOutcome> refused() {
        return draft.refusal()
                .map(answer -> new ConnectOutcome.RejectedByHttp(elapsed(), answer.status(), answer.errorCode()));
    }

    private ConnectOutcome ended(int code, String reason) {
        if (phase == Phase.WELCOME && code != CloseCode.ABNORMAL.code()) {
            return new ConnectOutcome.RejectedByClose(elapsed(), code, reason);
        }
        return new ConnectOutcome.Broken(elapsed(), phase, trouble.isEmpty() ? Masking.mask(reason) : trouble);
    }

    private Duration elapsed() {
        return Duration.ofNanos(options.nanoClock().getAsLong() - startedNanos);
    }
}
