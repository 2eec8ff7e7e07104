package dev.plimsoll.live.server;

import dev.plimsoll.live.board.Boards;
import dev.plimsoll.live.board.LineProtocolReader;
import dev.plimsoll.telemetry.point.Point;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;

/** InfluxDB's {@code POST /api/v2/write}, for the points of other machines' runs. For the server's event loop. */
final class WriteEndpoint {
    static final String PATH = "/api/v2/write";
    static final int MOST_AT_ONCE = 8;
    private static final Map<String, Long> PRECISIONS =
            Map.of("ns", 1L, "us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L);

    private final Boards boards;
    private final InstantSource clock;
    private int underWay;
    private long taken;

    WriteEndpoint(Boards boards, InstantSource clock) {
        this.boards = boards;
        this.clock = clock;
    }

    /** Points that came over the network. */
    long taken() {
        return taken;
    }

    void handle(HttpServerRequest request) {
        if (underWay >= MOST_AT_ONCE) {
            request.response().putHeader("Retry-After", "1");
            Replies.influxError(request, 503, "unavailable", "too many writes at once");
            return;
        }
        underWay++;
        boolean[] left = {false};
        Runnable leave = () -> {
            underWay -= left[0] ? 0 : 1;
            left[0] = true;
        };
        request.response().endHandler(ended -> leave.run());
        request.response().closeHandler(closed -> leave.run());
        Body.collect(request, body -> write(request, body), () -> refuseLength(request));
    }

    private void write(HttpServerRequest request, Buffer body) {
        Long unit = PRECISIONS.get(request.params().contains("precision") ? request.getParam("precision") : "ns");
        if (unit == null) {
            Replies.influxError(request, 400, "invalid", "precision is one of ns, us, ms, s");
            return;
        }
        try {
            boolean gzip = "gzip".equalsIgnoreCase(request.getHeader("Content-Encoding"));
            answer(request, LineProtocolReader.read(Body.text(body, gzip), unit, Point.nanosOf(clock.instant())));
        } catch (Body.TooLong e) {
            refuseLength(request);
        } catch (IOException e) {
            Replies.influxError(request, 400, "invalid", "the body is not gzip, though it says so");
        }
    }

    private void answer(HttpServerRequest request, LineProtocolReader.Batch batch) {
        long now = clock.instant().getEpochSecond();
        batch.samples().forEach(sample -> boards.addOther(sample, now));
        taken += batch.samples().size();
        if (batch.wrong() == 0) {
            request.response().setStatusCode(204).end();
        } else {
            Replies.influxError(
                    request,
                    400,
                    "invalid",
                    "partial write: " + batch.wrong() + " lines dropped: " + String.join("; ", batch.problems()));
        }
    }

    private static void refuseLength(HttpServerRequest request) {
        request.response().putHeader("Connection", "close");
        Replies.influxError(request, 413, "request too large", "the body is longer than is taken at once");
    }
}
