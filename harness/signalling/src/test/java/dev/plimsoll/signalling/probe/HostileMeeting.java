package dev.plimsoll.signalling.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.frame.ClientFrame;
import dev.plimsoll.signalling.probe.RawService.Conduct;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

/** Services that misbehave, and that no thread is left behind by who met them. */
abstract class HostileMeeting {
    static final Duration BRIEF = Duration.ofMillis(800);
    static final Duration LONG = Duration.ofSeconds(15);
    static final String SECRET = "not-a-token-but-secret";
    static final ClientFrame SUBSCRIBE = new ClientFrame.Subscribe("room", false, Optional.empty());

    static ConnectSpec spec(URI url, Duration timeout) {
        return ConnectSpec.of(new Endpoint(url), new Endpoint.Presented.Token(new Secret(SECRET)))
                .within(timeout);
    }

    static Conduct asked(Conduct then) {
        return guest -> {
            guest.request();
            then.meet(guest);
        };
    }

    static Conduct upgraded(Conduct then) {
        return guest -> {
            guest.upgrade();
            then.meet(guest);
        };
    }

    static Conduct welcomed(Conduct then) {
        return guest -> {
            guest.welcome();
            then.meet(guest);
        };
    }

    interface Look {
        void at(ProbeConnection connection) throws Exception;
    }

    static void with(Conduct conduct, Duration timeout, Look look) throws Exception {
        try (RawService service = new RawService(conduct);
                ProbeConnection connection = ProbeConnection.open(spec(service.url(), timeout))) {
            look.at(connection);
        }
    }

    @AfterEach
    void no_thread_is_left() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (ours().findAny().isPresent() && System.nanoTime() < deadline) {
            ours().findAny().ifPresent(thread -> {
                try {
                    thread.join(100);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        assertThat(ours().map(Thread::getName)).isEmpty();
    }

    private static Stream<Thread> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("probe-")
                        || thread.getName().startsWith("WebSocket"));
    }
}
