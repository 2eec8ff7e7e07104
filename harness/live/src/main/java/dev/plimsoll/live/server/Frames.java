package dev.plimsoll.live.server;

import dev.plimsoll.live.board.Board;
import dev.plimsoll.live.board.Drawing;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The events of one second: each drawn when the first browser needs it, and shared by all. For the server's event loop. */
final class Frames {
    private static final int STATE_EVERY = 5;

    private final Drawing.Notes notes;
    private final Map<String, Buffer> drawn = new HashMap<>();
    private final Map<String, Long> changedFrom = new HashMap<>();

    /** @param changedFrom of every board the first second that changed since the last events */
    Frames(Drawing.Notes notes, Map<String, Long> changedFrom) {
        this.notes = notes;
        this.changedFrom.putAll(changedFrom);
    }

    boolean isStateDue() {
        return notes.now() % STATE_EVERY == 0;
    }

    Buffer whole(Board board) {
        return once("whole", board, () -> Drawing.whole(board, notes));
    }

    Buffer update(Board board) {
        long from = changedFrom.getOrDefault(board.name(), board.newest() + 1);
        return once("update", board, () -> Drawing.update(board, from, notes));
    }

    Buffer state(Board board) {
        return once("state", board, () -> Drawing.state(board, notes));
    }

    private Buffer once(String event, Board board, Supplier<String> json) {
        return drawn.computeIfAbsent(event + " " + board.name(), key -> event(event, json.get()));
    }

    static Buffer event(String name, String json) {
        return Buffer.buffer("event: " + name + "\ndata: " + json + "\n\n");
    }
}
