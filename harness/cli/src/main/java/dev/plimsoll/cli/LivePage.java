package dev.plimsoll.cli;

import dev.plimsoll.live.LiveFeed;
import dev.plimsoll.live.LiveServer;
import dev.plimsoll.live.LiveSettings;
import dev.plimsoll.model.PlimsollException;
import java.time.InstantSource;
import java.util.Optional;

/** The live page of a command, if it has one, and the person who is told where it is. */
record LivePage(Optional<LiveServer> server) implements AutoCloseable {

    /**
     * Returns once the page can be seen.
     *
     * @param run the name that the page shows
     * @throws PlimsollException NOT_READY if the port that was asked for cannot be had
     */
    static LivePage open(Optional<LiveSettings> settings, String run, Terminal terminal, InstantSource clock) {
        Optional<LiveServer> server = settings.map(wanted -> LiveServer.start(wanted, run, clock));
        server.ifPresent(page -> terminal.out().println("live page at " + page.url()));
        return new LivePage(server);
    }

    LiveFeed feed() {
        return server.<LiveFeed>map(page -> page).orElse(LiveFeed.NONE);
    }

    @Override
    public void close() {
        server.ifPresent(LiveServer::close);
    }
}
