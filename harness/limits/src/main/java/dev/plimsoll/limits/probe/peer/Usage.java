package dev.plimsoll.limits.probe.peer;

import dev.plimsoll.limits.stage.Stage;
import java.time.Duration;
import java.util.Optional;

/** What the service says that the plan's messages are used (Metered docs, rest-api/usage). For one thread. */
public final class Usage {
    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final String PATH = "/v1/usage";

    private final Stage stage;

    public Usage(Stage stage) {
        this.stage = stage;
    }

    /** Messages used in this period; -1 if the answer does not say. */
    public long messages() throws InterruptedException {
        try (RestCalls calls = new RestCalls(stage)) {
            return calls.signalling("GET", PATH, Optional.empty())
                    .json()
                    .path("messagesUsed")
                    .asLong(-1);
        }
    }

    /** Asks until at least so many are reported, or it has lagged behind for too long; answers what was reported last. */
    public long messagesFrom(long least, Duration lag) throws InterruptedException {
        long deadline = stage.nanos() + lag.toNanos();
        long reported = messages();
        while (reported < least && stage.nanos() < deadline) {
            stage.pause(AGAIN);
            reported = messages();
        }
        return reported;
    }
}
