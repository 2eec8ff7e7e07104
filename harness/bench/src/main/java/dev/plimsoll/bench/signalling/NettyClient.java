package dev.plimsoll.bench.signalling;

import dev.plimsoll.model.plan.PlannedConnection;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/**
 * One connection of the bare client: Netty's WebSocket codec, and the frames as text, in which it looks for no more than
 * it needs. It publishes what the load does, and times acks and deliveries from the intended time.
 */
final class NettyClient extends SimpleChannelInboundHandler<Object> {
    private static final int MAX_FRAME = 1 << 20;
    private static final String FILLER = "x".repeat(100);

    private final WebSocketClientHandshaker handshaker;
    private final PlannedConnection plan;
    private final NettyTally tally;
    private final long startNanos;
    private final Runnable ended;
    private ChannelHandlerContext context;
    private boolean subscribed;

    NettyClient(URI uri, PlannedConnection plan, NettyTally tally, long startNanos, Runnable ended) {
        this.handshaker =
                WebSocketClientHandshakerFactory.newHandshaker(uri, WebSocketVersion.V13, null, false, null, MAX_FRAME);
        this.plan = plan;
        this.tally = tally;
        this.startNanos = startNanos;
        this.ended = ended;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        handshaker.handshake(ctx.channel());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Object message) {
        if (message instanceof FullHttpResponse response) {
            handshaker.finishHandshake(ctx.channel(), response);
        } else if (message instanceof TextWebSocketFrame text) {
            text(text.text());
        } else if (message instanceof PingWebSocketFrame ping) {
            ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        } else if (message instanceof CloseWebSocketFrame) {
            ctx.close();
        }
    }

    private void text(String text) {
        if (text.startsWith("{\"type\":\"message\"")) {
            tally.delivered(System.nanoTime() - numberAfter(text, "\"t\":"));
        } else if (text.startsWith("{\"type\":\"ack\"")) {
            acked(text);
        } else if (text.startsWith("{\"type\":\"welcome\"")) {
            tally.connected(System.nanoTime() - at(plan.openAt().toNanos()));
            send("{\"type\":\"subscribe\",\"channel\":\"" + plan.channel() + "\",\"requestId\":\"r1\"}");
        }
    }

    private void acked(String text) {
        if (subscribed) {
            tally.acked(System.nanoTime() - numberAfter(text, "@"));
        } else {
            subscribed = true;
            publishFrom(0);
            schedule(this::close, plan.closeAt().toNanos());
        }
    }

    private static long numberAfter(String text, String mark) {
        int at = text.indexOf(mark) + mark.length();
        int end = at;
        while (Character.isDigit(text.charAt(end))) {
            end++;
        }
        return Long.parseLong(text, at, end, 10);
    }

    private void publishFrom(int first) {
        int sequence = first;
        while (sequence < plan.publishes().count()) {
            long offset = plan.publishes().at(sequence).toNanos();
            if (at(offset) - System.nanoTime() > 0) {
                int next = sequence;
                schedule(() -> publishFrom(next), offset);
                return;
            }
            publish(sequence, at(offset));
            sequence++;
        }
    }

    private void publish(int sequence, long intended) {
        tally.published();
        send("{\"type\":\"publish\",\"channel\":\"" + plan.channel() + "\",\"data\":{\"s\":" + sequence + ",\"t\":"
                + intended + ",\"f\":\"" + FILLER + "\"},\"requestId\":\"p" + sequence + "@" + intended + "\"}");
    }

    private long at(long offset) {
        return startNanos + offset;
    }

    private void schedule(Runnable action, long offset) {
        context.executor().schedule(action, at(offset) - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void send(String text) {
        context.writeAndFlush(new TextWebSocketFrame(text), context.voidPromise());
    }

    private void close() {
        context.writeAndFlush(new CloseWebSocketFrame(1000, "")).addListener(written -> context.close());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ended.run();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        System.out.println("trouble: " + cause);
        ctx.close();
    }
}
