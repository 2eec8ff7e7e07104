package dev.plimsoll.sandbox.net;

import dev.plimsoll.sandbox.hub.Wire;
import dev.plimsoll.signalling.CloseCode;
import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A connection's way out. Bounded: a reader that falls 4 MB behind is closed with 1008 rather than kept in memory. For
 * the server's event loop.
 */
final class VertxWire implements Wire {
    static final long MAX_PENDING_BYTES = 4L << 20;

    private final Vertx vertx;
    private final ServerWebSocket socket;
    private final Channel tcp;
    private final Duration gap;
    /** Frames that wait behind a pause; an empty text stands for the pause itself. */
    private final Deque<String> waiting = new ArrayDeque<>();

    private static final String PAUSE = "";

    private boolean paused;
    private boolean closed;
    private long pendingBytes;

    VertxWire(Vertx vertx, ServerWebSocket socket, Channel tcp, Duration gap) {
        this.vertx = vertx;
        this.socket = socket;
        this.tcp = tcp;
        this.gap = gap;
    }

    @Override
    public void send(String text) {
        if (paused) {
            waiting.add(text);
        } else {
            write(text);
        }
    }

    @Override
    public void pause() {
        if (gap.isZero()) {
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
        if (!closed) {
            closed = true;
            waiting.clear();
            socket.close((short) code.code(), "");
        }
    }

    @Override
    public void cut() {
        closed = true;
        waiting.clear();
        // Past the handlers, which would try a closing handshake first.
        tcp.pipeline().firstContext().close();
    }

    private void startPause() {
        paused = true;
        vertx.setTimer(gap.toMillis(), timer -> resume());
    }

    private void resume() {
        paused = false;
        while (!waiting.isEmpty() && !paused) {
            String next = waiting.poll();
            if (next.equals(PAUSE)) {
                startPause();
            } else {
                write(next);
            }
        }
    }

    private void write(String text) {
        if (closed) {
            return;
        }
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        pendingBytes += bytes;
        if (pendingBytes > MAX_PENDING_BYTES) {
            close(CloseCode.POLICY_VIOLATION);
            return;
        }
        socket.writeTextMessage(text).onComplete(written -> pendingBytes -= bytes);
    }
}
