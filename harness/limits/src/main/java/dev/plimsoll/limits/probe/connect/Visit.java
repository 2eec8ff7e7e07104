package dev.plimsoll.limits.probe.connect;

import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.signalling.http.HttpAnswer;
import dev.plimsoll.signalling.probe.ConnectReport;
import dev.plimsoll.signalling.probe.Ended;
import dev.plimsoll.signalling.probe.Heard;
import dev.plimsoll.signalling.probe.ProbeConnection;
import dev.plimsoll.telemetry.signalling.Source;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** One connect and the connection that came of it, if any. For one thread. */
final class Visit implements AutoCloseable {
    /** How long a wait may last before it is looked whether the run is to end. */
    private static final Duration SLICE = Duration.ofMillis(200);

    private final Stage stage;
    private final String who;
    private final ProbeConnection connection;
    private final ConnectReport report;
    private boolean counted;

    Visit(Stage stage, String who, ProbeConnection connection) {
        this.stage = stage;
        this.who = who;
        this.connection = connection;
        this.report = connection.connected();
        this.counted = !report.isAccepted();
        stage.meter().connectDecided(Source.PROBES, report.outcome());
        stage.quota().heard(report.outcome().code());
        stage.evidence()
                .exchange(
                        "connect " + who,
                        told() + " after " + report.outcome().elapsed().toMillis() + " ms" + body());
        if (!report.isAccepted()) {
            connection.close();
        }
    }

    String who() {
        return who;
    }

    ProbeConnection connection() {
        return connection;
    }

    ConnectReport report() {
        return report;
    }

    ConnectOutcome outcome() {
        return report.outcome();
    }

    boolean isAccepted() {
        return report.isAccepted();
    }

    /** @throws IllegalStateException if it was not accepted */
    ServerFrame.Welcome welcome() {
        return report.welcome().orElseThrow(() -> new IllegalStateException(who + " was not welcomed"));
    }

    /** What the connect came to, with the phase in which it was decided: {@code close 4001 before the welcome}. */
    String told() {
        ConnectOutcome outcome = report.outcome();
        if (outcome instanceof ConnectOutcome.RejectedByHttp http) {
            return "HTTP " + http.status() + (http.errorCode().isEmpty() ? "" : " " + http.errorCode());
        } else if (outcome instanceof ConnectOutcome.RejectedByClose close) {
            return "close " + close.closeCode() + " before the welcome";
        }
        return outcome.code();
    }

    private String body() {
        return report.outcome() instanceof ConnectOutcome.RejectedByHttp
                ? report.answer().map(answer -> ": " + answer.describe()).orElse("")
                : "";
    }

    /** The body of a refused upgrade's answer; empty if there is none. */
    String refusalBody() {
        return report.answer().map(HttpAnswer::body).orElse("");
    }

    /** Texts and binaries that came, pings and pongs of WebSocket left out. */
    List<Heard> messages() {
        return connection.inbox().since(0).stream()
                .filter(heard -> heard.kind() == Heard.Kind.TEXT || heard.kind() == Heard.Kind.BINARY)
                .toList();
    }

    /**
     * Waits for a frame from a number on. Empty if none comes in time, or none will.
     *
     * @throws InterruptedException soon if the run is to end
     */
    Optional<Heard> await(long number, Predicate<Heard> wanted, Duration patience) throws InterruptedException {
        long deadline = stage.nanos() + patience.toNanos();
        while (true) {
            stage.pause(Duration.ZERO);
            long left = deadline - stage.nanos();
            Optional<Heard> heard = connection.inbox().await(number, wanted, atMostASlice(left));
            if (heard.isPresent() || left <= 0 || connection.ended().isPresent()) {
                return heard;
            }
        }
    }

    private static Duration atMostASlice(long nanos) {
        return Duration.ofNanos(Math.max(0, Math.min(nanos, SLICE.toNanos())));
    }

    /**
     * Waits for the end that the service makes, and writes it down. Empty if it does not come in time.
     *
     * @throws InterruptedException soon if the run is to end
     */
    Optional<Ended> awaitEnd(Duration patience) throws InterruptedException {
        await(Long.MAX_VALUE, heard -> false, patience);
        Optional<Ended> end = connection.ended();
        end.ifPresent(ended -> {
            count();
            stage.quota().heard(Integer.toString(ended.code()));
            stage.evidence().exchange("", who + ": " + told(ended));
        });
        return end;
    }

    static String told(Ended ended) {
        return "close " + ended.code() + (ended.byService() ? "" : " by this side")
                + (ended.detail().isEmpty() ? "" : " (" + ended.detail() + ")");
    }

    private void count() {
        if (!counted) {
            counted = true;
            stage.meter().closed(Source.PROBES);
        }
    }

    @Override
    public void close() {
        connection.close();
        count();
    }
}
