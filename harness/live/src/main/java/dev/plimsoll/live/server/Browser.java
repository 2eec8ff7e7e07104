package dev.plimsoll.live.server;

import dev.plimsoll.live.board.Board;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/**
 * One browser that looks on. What it cannot take is not kept for it: it misses updates, and when it can take something
 * again it gets the whole picture. For the server's event loop.
 */
final class Browser {
    /** What may wait for a slow reader before it misses updates; a whole picture may go beyond it once. */
    static final int QUEUE_BYTES = 64 << 10;

    /** Whoever has not read for a minute has gone, or will connect again. */
    static final int PATIENCE_SECONDS = 60;

    private final HttpServerResponse response;
    private final String run;
    private int layout = -1;
    private int stateVersion = -1;
    private int missed;

    Browser(HttpServerResponse response, String run) {
        this.response = response.setWriteQueueMaxSize(QUEUE_BYTES);
        this.run = run;
    }

    String run() {
        return run;
    }

    /** What became of a second's events. */
    enum Sent {
        SENT,
        /** It still has too much unread. */
        MISSED,
        /** It has missed so many that it is not waited for any more. */
        GAVE_UP
    }

    Sent second(Board board, Frames frames) {
        if (response.writeQueueFull()) {
            missed++;
            return missed > PATIENCE_SECONDS ? Sent.GAVE_UP : Sent.MISSED;
        }
        if (missed > 0 || layout != board.layout()) {
            response.write(frames.whole(board));
            layout = board.layout();
        } else {
            response.write(frames.update(board));
            if (stateVersion != board.stateVersion() || frames.isStateDue()) {
                response.write(frames.state(board));
            }
        }
        stateVersion = board.stateVersion();
        missed = 0;
        return Sent.SENT;
    }

    void end(Buffer farewell) {
        if (!response.writeQueueFull()) {
            response.write(farewell);
        }
        response.end();
    }

    void cut() {
        response.reset();
    }
}
