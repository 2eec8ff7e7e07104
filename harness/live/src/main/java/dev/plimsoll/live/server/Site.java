package dev.plimsoll.live.server;

import dev.plimsoll.live.board.Board;
import dev.plimsoll.live.board.Boards;
import dev.plimsoll.live.board.Sample;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.verdict.Check;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is behind the page's port: the page, its events, the write endpoint. For the server's event loop. */
public final class Site {
    private final Assets assets = new Assets();
    private final Guard guard;
    private final Boards boards;
    private final Browsers browsers;
    private final WriteEndpoint writes;
    private final InstantSource clock;
    private long shown;

    /** @param ownRun the name under which this process's run is shown */
    public Site(String ownRun, Optional<Secret> token, InstantSource clock) {
        this.guard = new Guard(token);
        this.boards = new Boards(ownRun);
        this.browsers = new Browsers(boards);
        this.writes = new WriteEndpoint(boards, clock);
        this.clock = clock;
    }

    public void handle(HttpServerRequest request) {
        Replies.protect(request.response());
        String path = String.valueOf(request.path());
        boolean isWrite = path.equals(WriteEndpoint.PATH);
        String authorization = request.getHeader("Authorization");
        Optional<Guard.Refusal> refusal = isWrite
                ? guard.write(request.getHeader("Host"), authorization)
                : guard.see(request.getHeader("Host"), authorization);
        if (refusal.isPresent()) {
            Replies.refuse(request, refusal.get());
        } else if (!request.method().equals(isWrite ? HttpMethod.POST : HttpMethod.GET)) {
            request.response().putHeader("Allow", isWrite ? "POST" : "GET");
            Replies.text(request, 405, "this cannot be done here");
        } else if (isWrite) {
            writes.handle(request);
        } else if (path.equals("/events")) {
            events(request);
        } else {
            file(request, path);
        }
    }

    private void events(HttpServerRequest request) {
        if (browsers.isFull()) {
            request.response().putHeader("Retry-After", "10");
            Replies.text(request, 503, "as many look on as can be served");
            return;
        }
        request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
        request.response().write("retry: 2000\n\n");
        String run = request.getParam("run");
        browsers.add(request.response(), run == null ? boards.own().name() : run);
    }

    private void file(HttpServerRequest request, String path) {
        Optional<Assets.Asset> asset = assets.at(path);
        if (asset.isEmpty()) {
            Replies.text(request, 404, "there is nothing here; the page is at /");
            return;
        }
        request.response()
                .putHeader("Content-Type", asset.get().type())
                .end(asset.get().content());
    }

    public void point(Sample sample) {
        shown++;
        boards.addOwn(sample, now());
    }

    public void stage(String name, String state) {
        boards.own().stage(name, state);
    }

    public void verdict(Check check) {
        boards.own().rule(check, now());
    }

    /**
     * Ends a second.
     *
     * @param dropped what this process's run told and the page had no room for
     */
    public void second(long dropped) {
        Map<String, Long> counters = new LinkedHashMap<>();
        counters.put("points", shown + writes.taken());
        counters.put("dropped", dropped);
        counters.put("outside", boards.outside());
        browsers.second(now(), counters);
    }

    /** Tells everybody that nothing more will come. */
    public void end() {
        browsers.end();
    }

    int browsers() {
        return browsers.size();
    }

    long missed() {
        return browsers.missed();
    }

    /** This process's own board. */
    Board own() {
        return boards.own();
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
