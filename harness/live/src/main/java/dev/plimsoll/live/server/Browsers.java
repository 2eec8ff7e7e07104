package dev.plimsoll.live.server;

import dev.plimsoll.live.board.Board;
import dev.plimsoll.live.board.Boards;
import dev.plimsoll.live.board.Drawing;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everybody who looks on. For the server's event loop. */
final class Browsers {
    static final int MOST = 64;

    private final Boards boards;
    private final Map<HttpServerResponse, Browser> browsers = new LinkedHashMap<>();
    private long missed;
    private long gaveUp;

    Browsers(Boards boards) {
        this.boards = boards;
    }

    boolean isFull() {
        return browsers.size() >= MOST;
    }

    /** It gets its first picture with the next second. */
    void add(HttpServerResponse response, String run) {
        browsers.put(response, new Browser(response, run));
        response.closeHandler(gone -> browsers.remove(response));
        response.exceptionHandler(broken -> browsers.remove(response));
    }

    /** Sends a second to everybody. */
    void second(long now, Map<String, Long> counters) {
        Map<String, Long> changedFrom = new HashMap<>();
        boards.all().forEach(board -> changedFrom.put(board.name(), board.takeDirty()));
        if (browsers.isEmpty()) {
            return;
        }
        Map<String, Long> all = new LinkedHashMap<>(counters);
        all.put("browsers", (long) browsers.size());
        all.put("missed", missed);
        all.put("gaveUp", gaveUp);
        Frames frames = new Frames(new Drawing.Notes(boards.names(), now, all), changedFrom);
        for (Map.Entry<HttpServerResponse, Browser> entry : List.copyOf(browsers.entrySet())) {
            send(entry.getKey(), entry.getValue(), frames);
        }
    }

    private void send(HttpServerResponse response, Browser browser, Frames frames) {
        Board board = boards.board(browser.run());
        Browser.Sent sent = browser.second(board, frames);
        if (sent != Browser.Sent.SENT) {
            missed++;
        }
        if (sent == Browser.Sent.GAVE_UP) {
            gaveUp++;
            browsers.remove(response);
            browser.cut();
        }
    }

    /** Updates that slow readers did not get. */
    long missed() {
        return missed;
    }

    int size() {
        return browsers.size();
    }

    void end() {
        List.copyOf(browsers.values()).forEach(browser -> browser.end(Frames.event("end", "{}")));
        browsers.clear();
    }
}
