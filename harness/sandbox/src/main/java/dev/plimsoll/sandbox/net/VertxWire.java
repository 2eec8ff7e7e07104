package dev.plimsoll.sandbox.net;

import dev.plimsoll.sandbox.fault.Rules;
import dev.plimsoll.sandbox.hub.Frame;
import dev.plimsoll.sandbox.hub.Wire;
import dev.plimsoll.signalling.CloseCode;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A connection's way out. Bounded: a reader that falls too far behind is closed with 1008, and cut if it does not even
 * read that, rather than kept in memory. For the server's event loop.
 */
final class VertxWire implements Wire {
    private static final Duration LAST_CHANCE = Duration.ofSeconds(2);
    private static final Duration CLOSING_HANDSHAKE = Duration.ofSeconds(15);
    private static final Frame PAUSE = new Frame("");

    private final Vertx vertx;
    private final ServerWebSocket socket;
    private final Channel tcp;
    private final ChannelHandlerContext codec;
    private final Rules rules;
    private final Backlog backlog;
    private final Outlet outlet;
    /** Frames that wait behind a pause; an empty one stands for the pause itself. */
    private final Deque<Frame> waiting = new ArrayDeque<>(0);

    private boolean awaitsFlush;
    private boolean paused;
    private boolean closed;
    private boolean frozen;
    private Runnable whenClosing = () -> {};
    private boolean ended;
    private long pendingBytes;
    private int pendingFrames;
    private long unreadPongs;

    /** @param tcp with the WebSocket codec in its pipeline */
    VertxWire(Vertx vertx, ServerWebSocket socket, Channel tcp, Rules rules, Backlog backlog, Outlet outlet) {
        this.vertx = vertx;
        this.socket = socket;
        this.tcp = tcp;
        this.codec = tcp.pipeline().context("wsencoder");
        this.rules = rules;
        this.backlog = backlog;
        this.outlet = outlet;
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void send(Frame frame) {
        if (closed || frozen) {
            return;
        }
        pend(frame.length());
        if (!backlog.admits(rules.config(), pendingBytes, pendingFrames)) {
            closeSlowReader();
        } else if (paused) {
            waiting.add(frame);
        } else {
            write(frame);
        }
    }

    @Override
    public void pause() {
        if (closed || rules.config().ackToSnapshotGap().isZero()) {
            return;
        }
        if (paused) {
            waiting.add(PAUSE);
        } else {
            startPause();
        }
    }

    @Override
    public void close(CloseCode code) {
        close(code.code());
    }

    private void close(int code) {
        if (!closed) {
            closing();
            socket.close((short) code, "");
            vertx.setTimer(CLOSING_HANDSHAKE.toMillis(), timer -> cut());
        }
    }

    /** Callers may be in the middle of a walk over connections, so that what follows from the end waits a turn. */
    private void closing() {
        closed = true;
        codec.executor().execute(whenClosing);
    }

    @Override
    public void cut() {
        if (ended) {
            return;
        }
        if (!closed) {
            closing();
        }
        codec.flush();
        if (tcp.isOpen()) {
            // Past the handlers, which would try a closing handshake first.
            tcp.pipeline().firstContext().close();
        }
    }

    @Override
    public void freeze() {
        frozen = true;
        tcp.config().setAutoRead(false);
    }

    boolean isFrozen() {
        return frozen;
    }

    /** Called once, a turn after the service ended the connection, if it did. */
    void whenClosing(Runnable then) {
        this.whenClosing = then;
    }

    /** TCP is closed: nothing waits any more, and writes that never completed never will. */
    void ended() {
        closed = true;
        waiting.clear();
        backlog.remove(pendingBytes);
        pendingBytes = 0;
        ended = true;
    }

    /** The codec answers pings by itself; while nobody reads, those pongs pile up like any other frame. */
    void countPong(int bytes) {
        if (closed) {
            return;
        }
        unreadPongs = tcp.isWritable() ? 0 : unreadPongs + bytes;
        if (unreadPongs > rules.config().maxPendingBytes()) {
            closeSlowReader();
        }
    }

    /** Ends a connection whose client breaks the WebSocket protocol. */
    void close(WebSocketCloseStatus status) {
        close(status.code());
    }

    private void closeSlowReader() {
        backlog.countClosed();
        close(CloseCode.POLICY_VIOLATION);
        vertx.setTimer(LAST_CHANCE.toMillis(), timer -> cut());
    }

    private void startPause() {
        paused = true;
        vertx.setTimer(rules.config().ackToSnapshotGap().toMillis(), timer -> resume());
    }

    private void resume() {
        paused = false;
        if (closed) {
            waiting.clear();
        }
        while (!waiting.isEmpty() && !paused) {
            Frame next = waiting.poll();
            if (next.length() == 0) {
                startPause();
            } else {
                write(next);
            }
        }
    }

    private void write(Frame frame) {
        int bytes = frame.length();
        outlet.write(codec, frame).addListener(written -> settle(bytes));
        if (!awaitsFlush) {
            awaitsFlush = true;
            outlet.flushSoon(this, codec.executor());
        }
    }

    void flush() {
        awaitsFlush = false;
        codec.flush();
    }

    private void pend(int bytes) {
        pendingBytes += bytes;
        pendingFrames++;
        backlog.add(bytes);
    }

    private void settle(int bytes) {
        if (ended) {
            return;
        }
        pendingBytes -= bytes;
        pendingFrames--;
        backlog.remove(bytes);
    }
}
