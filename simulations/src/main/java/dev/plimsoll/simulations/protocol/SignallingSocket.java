package dev.plimsoll.simulations.protocol;

import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.ConnectOutcome.Phase;
import dev.plimsoll.signalling.CloseCode;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.signalling.frame.ServerFrameReader;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.ssl.SslHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One connection of the load, on its virtual user's event loop. Nothing is lost on the way: the status and body of a
 * refused upgrade, and the code and reason of a close, before or after the welcome.
 */
public final class SignallingSocket extends SimpleChannelInboundHandler<Object> {
    private static final Pattern ERROR_CODE = Pattern.compile("\"error\"\\s*:\\s*\"([^\"]{1,64})\"");

    /** What a close frame without a code stands for. */
    private static final int NO_CODE = 1005;

    /** How long a close frame may wait for a target that does not read. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final WebSocketClientHandshaker handshaker;
    private final long intendedNanos;
    private final Duration timeout;
    private final Listener listener;
    private final long startedNanos = System.nanoTime();
    private ChannelHandlerContext context;
    private Phase phase = Phase.CONNECT;
    private boolean decided;
    private boolean open;
    private boolean closing;
    private int closeCode = CloseCode.ABNORMAL.code();
    private String closeReason = "";

    /**
     * @param intendedNanos when the schedule wanted this connect, by {@link System#nanoTime()}
     * @param timeout from now to the welcome
     */
    SignallingSocket(WebSocketClientHandshaker handshaker, long intendedNanos, Duration timeout, Listener listener) {
        this.handshaker = handshaker;
        this.intendedNanos = intendedNanos;
        this.timeout = timeout;
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    /** Hears what becomes of the connection, on its event loop. */
    public interface Listener {
        /** Called once, first. */
        void decided(ConnectOutcome outcome);

        /** A text after the welcome; true if nobody need read its frame, or it is {@link #received} next. */
        boolean taken(String text);

        /** A frame after the welcome. */
        void received(ServerFrame frame);

        /** An accepted connection ended; {@code byUs} if this side closed it. */
        void ended(int code, String reason, boolean byUs);
    }

    /** Whether a frame can be sent now: the connection is open, and the target reads what was sent before. */
    public boolean takesMore() {
        return open && !closing && context.channel().isWritable();
    }

    /** Sends a frame's text; false if the connection does not {@link #takesMore}: nothing is kept for later. */
    public boolean send(String text) {
        if (!takesMore()) {
            return false;
        }
        int mask = ThreadLocalRandom.current().nextInt();
        context.writeAndFlush(MaskedText.frame(context.alloc(), text, mask), context.voidPromise());
        return true;
    }

    /** Closes with 1000; {@link Listener#ended} follows, soon even if the target does not read. */
    public void close() {
        if (open && !closing) {
            closing = true;
            closeCode = CloseCode.NORMAL.code();
            farewell(new CloseWebSocketFrame(CloseCode.NORMAL.code(), "client requested close"));
        }
    }

    /** Ends TCP at once and without a close frame; {@link Listener#ended} follows with 1006, as if the network had cut it. */
    public void cut() {
        if (open) {
            sever();
        }
    }

    private void farewell(CloseWebSocketFrame frame) {
        ChannelFuture written = context.writeAndFlush(frame);
        written.addListener(done -> context.close());
        if (!written.isDone()) {
            context.executor().schedule(this::sever, FAREWELL.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void sever() {
        if (context.channel().isOpen()) {
            context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            context.close();
        }
    }

    void connectFailed(Throwable cause) {
        decide(
                cause instanceof ConnectTimeoutException
                        ? new ConnectOutcome.TimedOut(elapsed(), phase)
                        : new ConnectOutcome.Broken(elapsed(), phase, String.valueOf(cause.getMessage())));
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        long left = timeout.toNanos() - (System.nanoTime() - startedNanos);
        ctx.executor().schedule(this::timeUp, left, TimeUnit.NANOSECONDS);
        SslHandler tls = ctx.pipeline().get(SslHandler.class);
        if (tls == null) {
            askForUpgrade();
        } else {
            tls.handshakeFuture().addListener(done -> {
                if (done.isSuccess()) {
                    askForUpgrade();
                }
            });
        }
    }

    private void askForUpgrade() {
        phase = Phase.UPGRADE;
        handshaker.handshake(context.channel());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Object message) throws Exception {
        if (message instanceof FullHttpResponse response) {
            upgrade(ctx, response);
        } else if (message instanceof WebSocketFrame frame && !frame.isFinalFragment()) {
            joinFrom(ctx, frame);
        } else if (message instanceof TextWebSocketFrame text) {
            text(text.text());
        } else if (message instanceof PingWebSocketFrame ping) {
            pong(ctx, ping);
        } else if (message instanceof CloseWebSocketFrame close) {
            closed(close);
        }
    }

    private void upgrade(ChannelHandlerContext ctx, FullHttpResponse response) {
        if (response.decoderResult().isFailure()) {
            decide(new ConnectOutcome.Broken(elapsed(), phase, "the answer is not HTTP"));
        } else if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            handshaker.finishHandshake(ctx.channel(), response);
            phase = Phase.WELCOME;
            return;
        } else {
            String body = response.content().toString(StandardCharsets.UTF_8);
            Matcher error = ERROR_CODE.matcher(body);
            decide(new ConnectOutcome.RejectedByHttp(
                    elapsed(), response.status().code(), error.find() ? error.group(1) : ""));
        }
        ctx.close();
    }

    /** Most targets never split a frame, and a handler that does nothing costs each delivery: it comes with the first part. */
    private static void joinFrom(ChannelHandlerContext ctx, WebSocketFrame first) throws Exception {
        WebSocketFrameAggregator aggregator = new WebSocketFrameAggregator(SocketOpener.MAX_FRAME);
        ctx.pipeline().addBefore(ctx.name(), null, aggregator);
        aggregator.channelRead(ctx.pipeline().context(aggregator), first.retain());
    }

    /** A target that asks and does not read the answers gets no more of them. */
    private static void pong(ChannelHandlerContext ctx, PingWebSocketFrame ping) {
        if (ctx.channel().isWritable()) {
            ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        }
    }

    private void text(String text) {
        if (open && listener.taken(text)) {
            return;
        }
        ServerFrame frame = ServerFrameReader.read(text).orElse(null);
        if (frame instanceof ServerFrame.Welcome welcome && !decided) {
            open = true;
            decide(new ConnectOutcome.Accepted(elapsed(), welcome.peerId()));
        } else if (frame != null && open) {
            listener.received(frame);
        }
    }

    private void closed(CloseWebSocketFrame close) {
        if (!closing) {
            closeCode = close.statusCode() < 0 ? NO_CODE : close.statusCode();
            closeReason = close.reasonText();
            decide(new ConnectOutcome.RejectedByClose(elapsed(), closeCode, closeReason));
            farewell(close.retain());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        decide(new ConnectOutcome.Broken(elapsed(), phase, "connection ended"));
        if (open) {
            open = false;
            listener.ended(closeCode, closeReason, closing);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!closing && cause instanceof CorruptedWebSocketFrameException corrupt) {
            closeCode = corrupt.closeStatus().code();
            closeReason = String.valueOf(cause.getMessage());
        }
        decide(new ConnectOutcome.Broken(elapsed(), phase, String.valueOf(cause.getMessage())));
        ctx.close();
    }

    private void timeUp() {
        if (!decided) {
            decide(new ConnectOutcome.TimedOut(elapsed(), phase));
            context.close();
        }
    }

    private void decide(ConnectOutcome outcome) {
        if (!decided) {
            decided = true;
            listener.decided(outcome);
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - intendedNanos);
    }
}
