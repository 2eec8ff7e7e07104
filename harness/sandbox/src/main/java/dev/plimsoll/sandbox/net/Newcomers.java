package dev.plimsoll.sandbox.net;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** TCP connections that have not sent a request: they are cut when they take too long. For the server's event loop. */
final class Newcomers {
    private final Vertx vertx;
    private final Map<HttpConnection, Long> timers = new HashMap<>();

    Newcomers(Vertx vertx) {
        this.vertx = vertx;
    }

    void await(HttpConnection connection, Duration patience) {
        timers.put(connection, vertx.setTimer(patience.toMillis(), timer -> {
            timers.remove(connection);
            connection.close();
        }));
        connection.closeHandler(closed -> spoke(connection));
    }

    void spoke(HttpConnection connection) {
        Long timer = timers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
