package dev.plimsoll.limits.probe;

import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.signalling.probe.ConnectReport;
import dev.plimsoll.signalling.probe.ConnectSpec;
import dev.plimsoll.signalling.probe.Ended;
import dev.plimsoll.signalling.probe.ProbeConnection;
import dev.plimsoll.telemetry.signalling.Source;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Connections that a probe holds to take up places: paced, counted by the meter like everybody's, and closed together. For
 * one thread.
 */
final class ProbeConnections implements AutoCloseable {
    /** What comes on them is of no interest. */
    private static final int KEPT_FRAMES = 8;

    private final Stage stage;
    private final Duration timeout;
    private final String name;
    private final Deque<Held> held = new ArrayDeque<>();
    private int ended;
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

    /** One whose outcome is still to come. */
    private record Attempt(String peerId, ProbeConnection connection) {}

    /** Opens one and waits for what becomes of it. */
    ConnectOutcome open() throws InterruptedException {
        return open(stage.pace().take());
    }

    /** The same from an address that the pace has given. */
    ConnectOutcome open(Optional<InetAddress> from) {
        return decided(begin(from));
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
        ConnectSpec spec = ConnectSpec.of(
                        target.endpoint(), target.credentials().any(peerId))
                .within(timeout)
                .keeping(KEPT_FRAMES);
        spec = target.origin().isPresent() ? spec.withOrigin(target.origin().get()) : spec;
        spec = from.isPresent() ? spec.from(from.get()) : spec;
        return new Attempt(peerId, ProbeConnection.open(spec, stage.nanoClock()));
    }

    private ConnectOutcome decided(Attempt attempt) {
        ConnectReport report = attempt.connection().connected();
        ConnectOutcome outcome = report.outcome();
        stage.meter().connectDecided(Source.PROBES, outcome);
        stage.quota().heard(outcome.code());
        stage.evidence().exchange("connect " + attempt.peerId(), text(report));
        if (report.isAccepted()) {
            held.add(new Held(attempt.peerId(), attempt.connection()));
        } else {
            attempt.connection().close();
        }
        return outcome;
    }

    private static String text(ConnectReport report) {
        ConnectOutcome outcome = report.outcome();
        String after = " after " + outcome.elapsed().toMillis() + " ms";
        if (outcome instanceof ConnectOutcome.Accepted) {
            return "welcome" + after;
        } else if (outcome instanceof ConnectOutcome.RejectedByHttp) {
            return report.answer().map(answer -> answer.describe()).orElse(outcome.code()) + after;
        } else if (outcome instanceof ConnectOutcome.RejectedByClose close) {
            return "upgraded, then close " + close.closeCode() + " " + close.reason() + after;
        }
        return outcome.code() + after;
    }

    /** One that was welcomed. */
    private final class Held {
        private final String peerId;
        private final ProbeConnection connection;
        private boolean counted;

        Held(String peerId, ProbeConnection connection) {
            this.peerId = peerId;
            this.connection = connection;
        }

        /** Counts it as ended if somebody else ended it. */
        void look() {
            Optional<Ended> end = connection.ended();
            if (counted || end.isEmpty()) {
                return;
            }
            counted = true;
            ended++;
            int code = end.get().code();
            stage.meter().closed(Source.PROBES);
            stage.meter().census().dropped(Source.PROBES, Integer.toString(code));
            stage.evidence()
                    .exchange("", peerId + ": close " + code + " " + end.get().reason() + " after its welcome");
        }

        void close() {
            connection.close();
            if (!counted) {
                counted = true;
                stage.meter().closed(Source.PROBES);
            }
        }
    }

    /** How many welcomed ones were ended by somebody else. */
    int endedEarly() {
        held.forEach(Held::look);
        return ended;
    }

    /** How many were welcomed, whatever became of them, and have not been closed here. */
    int size() {
        held.forEach(Held::look);
        return held.size();
    }

    /** Closes the one that was opened first. */
    void closeOne() {
        Held first = held.removeFirst();
        first.look();
        first.close();
    }

    /** Closes all; more can be opened. */
    void closeAll() {
        held.forEach(Held::look);
        held.forEach(one -> one.connection.leave());
        held.forEach(Held::close);
        held.clear();
    }

    @Override
    public void close() {
        closeAll();
    }
}
