package dev.plimsoll.sandbox.net;

import dev.plimsoll.sandbox.hub.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes frames below the WebSocket codec, which would encode each of them again for every receiver, and flushes each
 * connection once for all that one turn of the event loop wrote to it. For the server's event loop.
 */
final class Outlet {
    private static final int TEXT = 0x81;
    private static final int BINARY = 0x82;
    private static final int SHORT = 126;
    private static final int LONG = 127;
    private static final int LONGEST_HEAD = 10;

    private List<VertxWire> unflushed = new ArrayList<>();
    private List<VertxWire> spare = new ArrayList<>();

    ChannelFuture write(ChannelHandlerContext codec, Frame frame) {
        ByteBuf buffer = codec.alloc().directBuffer(LONGEST_HEAD + frame.length());
        buffer.writeByte(frame.isBinary() ? BINARY : TEXT);
        writeLength(buffer, frame.length());
        return codec.write(buffer.writeBytes(frame.payload()));
    }

    private static void writeLength(ByteBuf buffer, int length) {
        if (length < SHORT) {
            buffer.writeByte(length);
        } else if (length <= 0xffff) {
            buffer.writeByte(SHORT).writeShort(length);
        } else {
            buffer.writeByte(LONG).writeLong(length);
        }
    }

    /** The wire is flushed at the end of this turn; to be asked for once a turn. */
    void flushSoon(VertxWire wire, EventExecutor eventLoop) {
        if (unflushed.isEmpty()) {
            eventLoop.execute(this::flush);
        }
        unflushed.add(wire);
    }

    private void flush() {
        List<VertxWire> now = unflushed;
        unflushed = spare;
        spare = now;
        now.forEach(VertxWire::flush);
        now.clear();
    }
}
