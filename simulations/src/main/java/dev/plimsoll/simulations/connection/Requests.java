package dev.plimsoll.simulations.connection;

import dev.plimsoll.signalling.frame.ServerFrame;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Requests that wait for their answers; each gets exactly one. For one event loop. */
final class Requests {
    private final EventLoop loop;
    private final Duration timeout;
    private final Map<String, Waiting> waiting = new HashMap<>(2);
    private int made;

    Requests(EventLoop loop, Duration timeout) {
        this.loop = loop;
        this.timeout = timeout;
    }

    private record Waiting(Consumer<Answer> then, ScheduledFuture<?> timeout) {}

    /** @return the id to send the request with */
    String expect(Consumer<Answer> then) {
        String id = "r" + ++made;
        ScheduledFuture<?> end =
                loop.schedule(() -> settle(id, new Answer.Unanswered()), timeout.toNanos(), TimeUnit.NANOSECONDS);
        waiting.put(id, new Waiting(then, end));
        return id;
    }

    /** Whether a frame answered a request that waits. */
    boolean settle(ServerFrame frame) {
        if (frame instanceof ServerFrame.Ack ack) {
            return settle(ack.requestId(), new Answer.Acked());
        }
        if (frame instanceof ServerFrame.Failure failure && failure.requestId().isPresent()) {
            return settle(
                    failure.requestId().get(),
                    new Answer.Refused(failure.code(), failure.message().orElse("")));
        }
        return false;
    }

    void dropAll(int closeCode) {
        List.copyOf(waiting.keySet()).forEach(id -> settle(id, new Answer.Dropped(closeCode)));
    }

    private boolean settle(String id, Answer answer) {
        Waiting request = waiting.remove(id);
        if (request == null) {
            return false;
        }
        request.timeout().cancel(false);
        request.then().accept(answer);
        return true;
    }
}
