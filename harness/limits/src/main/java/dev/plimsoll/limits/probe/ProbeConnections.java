package dev.plimsoll.limits.probe;

import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.limits.target.TargetFacts;
import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.signalling.client.SignallingClient;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.telemetry.signalling.Source;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Connections that a probe holds to take up places: paced, counted by the meter like everybody's, and closed together. For
 * one thread.
 */
final class ProbeConnections implements AutoCloseable {
    private final Stage stage;
    private final Duration timeout;
    private final String name;
    private final Deque<Held> held = new ArrayDeque<>();
    private final AtomicInteger ended = new AtomicInteger();
    private int opened;

    /**
     * @param name begins the peer ids
     * @param timeout from a connect to its welcome
     */
    ProbeConnections(Stage stage, String name, Duration timeout) {
        this.stage = stage;
        this.name = name;
        this.timeout = timeout;
    }

    /** One that was welcomed. */
    private record Held(SignallingClient client, AtomicBoolean closing) {
        void close() {
            closing.set(true);
            client.close();
        }
    }

    /** One whose outcome is still to come. */
    private record Attempt(String peerId, SignallingClient client, AtomicBoolean closing) {}

    /** Opens one and waits for what becomes of it. */
    ConnectOutcome open() throws InterruptedException {
        return decided(begin(stage.pace().take()));
    }

    /** Opens many at one moment, and waits for all. */
    List<ConnectOutcome> openTogether(int count) throws InterruptedException {
        List<Attempt> attempts = new ArrayList<>();
        for (Optional<InetAddress> from : stage.pace().takeTogether(count)) {
            attempts.add(begin(from));
        }
        return attempts.stream().map(this::decided).toList();
    }

    private Attempt begin(Optional<InetAddress> from) {
        TargetFacts.Signalling target = stage.target().signalling().orElseThrow();
        String peerId = name + "-" + ++opened;
        AtomicBoolean closing = new AtomicBoolean();
        SignallingClient client = SignallingClient.connect(
                target.endpoint(),
                target.credentials().any(peerId),
                new SignallingClient.Options(timeout, target.origin(), stage.nanoClock(), from),
                new Watcher(peerId, closing));
        return new Attempt(peerId, client, closing);
    }

    private ConnectOutcome decided(Attempt attempt) {
        ConnectOutcome outcome = attempt.client().outcome().join();
        stage.meter().connectDecided(Source.PROBES, outcome);
        stage.quota().heard(outcome.code());
        stage.evidence().exchange("connect " + attempt.peerId(), text(outcome));
        if (Outcomes.isAccepted(outcome)) {
            held.add(new Held(attempt.client(), attempt.closing()));
        } else {
            attempt.client().close();
        }
        return outcome;
    }

    private static String text(ConnectOutcome outcome) {
        String after = " after " + outcome.elapsed().toMillis() + " ms";
        if (outcome instanceof ConnectOutcome.Accepted) {
            return "welcome" + after;
        } else if (outcome instanceof ConnectOutcome.RejectedByHttp http) {
            return "HTTP " + http.status() + " " + http.errorCode() + after;
        } else if (outcome instanceof ConnectOutcome.RejectedByClose close) {
            return "upgraded, then close " + close.closeCode() + " " + close.reason() + after;
        }
        return outcome.code() + after;
    }

    /** Hears how a connection ends that was welcomed. */
    private final class Watcher implements SignallingClient.Listener {
        private final String peerId;
        private final AtomicBoolean closing;
        private final AtomicBoolean counted = new AtomicBoolean();

        Watcher(String peerId, AtomicBoolean closing) {
            this.peerId = peerId;
            this.closing = closing;
        }

        @Override
        public void onFrame(ServerFrame frame) {
            // These only hold their places.
        }

        @Override
        public void onClosed(int code, String reason) {
            if (!counted.compareAndSet(false, true)) {
                return;
            }
            stage.meter().closed(Source.PROBES);
            if (!closing.get()) {
                ended.incrementAndGet();
                stage.meter().census().dropped(Source.PROBES, Integer.toString(code));
                stage.evidence().exchange("", peerId + ": close " + code + " " + reason + " after its welcome");
            }
        }
    }

    /** How many welcomed ones were ended by somebody else. */
    int endedEarly() {
        return ended.get();
    }

    int size() {
        return held.size();
    }

    /** Closes the one that was opened first. */
    void closeOne() {
        held.removeFirst().close();
    }

    /** Closes all; more can be opened. */
    void closeAll() {
        held.forEach(Held::close);
        held.clear();
    }

    @Override
    public void close() {
        closeAll();
    }
}
