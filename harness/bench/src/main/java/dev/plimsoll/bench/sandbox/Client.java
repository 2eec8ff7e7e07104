package dev.plimsoll.bench.sandbox;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One connection of the benchmark: upgrades, subscribes to its channel, then counts. It looks at no more of a frame than
 * it needs, so that the generator costs less than what it measures. On the generator's event loop.
 */
final class Client extends ByteToMessageDecoder {
    private static final ByteBuf END_OF_HEAD =
            Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer("\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
    /** Where the name of a frame's type starts: its {@code type} member comes first. */
    private static final int TYPE = 9;

    private final String target;
    private final String channel;
    private final Events events;
    private ChannelHandlerContext context;
    private boolean upgraded;
    private boolean joined;

    Client(String target, String channel, Events events) {
        this.target = target;
        this.channel = channel;
        this.events = events;
    }

    /** What connections report, on the event loop. */
    interface Events {
        void joined(Client client);

        /** @param number the last number of the request id */
        void acked(long number);

        /** @param number the last number of the data */
        void delivered(long number);

        void pinged();

        /** Something that must not happen in a benchmark. */
        void trouble(String what);
    }

    /** Publishes {@code data}, which ends with {@code number}; the ack and the deliveries report it. */
    void publish(String padding, long number) {
        String frame = "{\"type\":\"publish\",\"channel\":\"" + channel + "\",\"data\":{\"text\":\"" + padding
                + "\",\"at\":" + number + "},\"requestId\":\"" + number + "\"}";
        context.writeAndFlush(WireFrame.text(context.alloc(), frame), context.voidPromise());
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        String head = "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n";
        ctx.writeAndFlush(ByteBufUtil.writeAscii(ctx.alloc(), head));
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (!upgraded && !upgrade(in)) {
            return;
        }
        boolean complete = true;
        while (complete) {
            complete = frame(in);
        }
    }

    private boolean upgrade(ByteBuf in) {
        int end = ByteBufUtil.indexOf(END_OF_HEAD, in);
        if (end < 0) {
            return false;
        }
        String head = in.readCharSequence(end - in.readerIndex() + 4, StandardCharsets.US_ASCII)
                .toString();
        upgraded = head.startsWith("HTTP/1.1 101");
        if (!upgraded) {
            events.trouble("refused: " + head.lines().findFirst().orElse(""));
        }
        return upgraded;
    }

    /** Reads one frame if it is there whole. */
    private boolean frame(ByteBuf in) {
        int available = in.readableBytes();
        if (available < 2) {
            return false;
        }
        int at = in.readerIndex();
        int length = in.getByte(at + 1) & 0x7f;
        int header = length < 126 ? 2 : length == 126 ? 4 : 10;
        if (available < header) {
            return false;
        }
        if (length >= 126) {
            length = length == 126 ? in.getUnsignedShort(at + 2) : (int) in.getLong(at + 2);
        }
        if (available < header + length) {
            return false;
        }
        handle(in.getByte(at) & 0xf, in, at + header, length);
        in.skipBytes(header + length);
        return true;
    }

    private void handle(int opcode, ByteBuf in, int start, int length) {
        if (opcode == WireFrame.TEXT) {
            text(in, start, length);
        } else if (opcode == WireFrame.PING) {
            context.writeAndFlush(WireFrame.frame(context.alloc(), WireFrame.PONG, new byte[0]));
            events.pinged();
        } else {
            int code = opcode == WireFrame.CLOSE && length >= 2 ? in.getUnsignedShort(start) : -1;
            events.trouble("opcode " + opcode + ", close code " + code);
        }
    }

    private void text(ByteBuf in, int start, int length) {
        switch (in.getByte(start + TYPE)) {
            case 'm' -> events.delivered(WireFrame.lastNumber(in, start, length));
            case 'a' -> events.acked(WireFrame.lastNumber(in, start, length));
            case 'w' -> subscribe();
            case 'p' -> present();
            default -> events.trouble(in.toString(start, length, StandardCharsets.UTF_8));
        }
    }

    private void subscribe() {
        String frame = "{\"type\":\"subscribe\",\"channel\":\"" + channel + "\"}";
        context.writeAndFlush(WireFrame.text(context.alloc(), frame));
    }

    /** The first presence frame is the snapshot that ends a subscribe; the others tell of newcomers. */
    private void present() {
        if (!joined) {
            joined = true;
            events.joined(this);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        events.trouble("a connection ended");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        events.trouble(String.valueOf(cause));
        ctx.close();
    }
}
