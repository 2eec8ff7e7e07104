package dev.plimsoll.simulations.protocol;

import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.ConnectOutcome.Phase;
import dev.plimsoll.signalling.CloseCode;
import dev.plimsoll.signalling.frame.ClientFrame;
import dev.plimsoll.signalling.frame.FrameWriter;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.signalling.frame.ServerFrameReader;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One connection of the load, on its virtual user's event loop. Nothing is lost on the way: the status and body of a
 * refused upgrade, and the code and reason of a close, before or after the welcome.
 */
public final class SignallingSocket extends SimpleChannelInboundHandler<Object> {
    private static final Pattern ERROR_CODE = Pattern.compile("\"error\"\\s*:\\s*\"([^\"]{1,64})\"");

    private final WebSocketClientHandshaker handshaker;
    private final long intendedNanos;
    private final Duration timeout;
    private final Listener listener;
    private ChannelHandlerContext context;
    private Phase phase = Phase.CONNECT;
    private boolean decided;
    private boolean open;
    private boolean closing;
    private int closeCode = CloseCode.ABNORMAL.code();
    private String closeReason = "";

    /** @param intendedNanos when the schedule wanted this connect, by {@link System#nanoTime()} */
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

        /** A frame after the welcome. */
        void received(ServerFrame frame);

        /** An accepted connection ended; {@code byUs} if this side closed it. */
        void ended(int code, String reason, boolean byUs);
    }

    /** Sends a frame; false if the connection is not open. */
    public boolean send(ClientFrame frame) {
        if (!open || closing) {
            return false;
        }
        context.writeAndFlush(new TextWebSocketFrame(FrameWriter.write(frame)), context.voidPromise());
        return true;
    }

    /** Closes with 1000; {@link Listener#ended} follows. */
    public void close() {
        if (open && !closing) {
            closing = true;
            closeCode = CloseCode.NORMAL.code();
            context.writeAndFlush(new CloseWebSocketFrame(CloseCode.NORMAL.code(), "client requested close"))
                    .addListener(written -> context.close());
        }
    }

    /** Ends TCP at once and without a close frame; {@link Listener#ended} follows with 1006, as if the network had cut it. */
    public void cut() {
        if (open) {
            context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            context.close();
        }
    }

    void connectFailed(Throwable cause) {
        decide(new ConnectOutcome.Broken(elapsed(), Phase.CONNECT, String.valueOf(cause.getMessage())));
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        phase = Phase.UPGRADE;
        ctx.executor().schedule(this::timeUp, timeout.toNanos(), TimeUnit.NANOSECONDS);
        handshaker.handshake(ctx.channel());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Object message) {
        if (message instanceof FullHttpResponse response) {
            upgrade(ctx, response);
        } else if (message instanceof TextWebSocketFrame text) {
            text(text.text());
        } else if (message instanceof PingWebSocketFrame ping) {
            ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        } else if (message instanceof CloseWebSocketFrame close) {
            closed(ctx, close);
        }
    }

    private void upgrade(ChannelHandlerContext ctx, FullHttpResponse response) {
        if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            handshaker.finishHandshake(ctx.channel(), response);
            phase = Phase.WELCOME;
            return;
        }
        String body = response.content().toString(StandardCharsets.UTF_8);
        Matcher error = ERROR_CODE.matcher(body);
        decide(new ConnectOutcome.RejectedByHttp(
                elapsed(), response.status().code(), error.find() ? error.group(1) : ""));
        ctx.close();
    }

    private void text(String text) {
        ServerFrame frame = ServerFrameReader.read(text).orElse(null);
        if (frame instanceof ServerFrame.Welcome welcome) {
            open = !decided;
            decide(new ConnectOutcome.Accepted(elapsed(), welcome.peerId()));
        } else if (frame != null && open) {
            listener.received(frame);
        }
    }

    private void closed(ChannelHandlerContext ctx, CloseWebSocketFrame close) {
        if (!closing) {
            closeCode = close.statusCode() < 0 ? 1005 : close.statusCode();
            closeReason = close.reasonText();
            decide(new ConnectOutcome.RejectedByClose(elapsed(), closeCode, closeReason));
            ctx.writeAndFlush(close.retain()).addListener(written -> ctx.close());
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
