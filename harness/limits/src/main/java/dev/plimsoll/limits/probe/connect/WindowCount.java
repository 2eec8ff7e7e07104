package dev.plimsoll.limits.probe.connect;

import dev.plimsoll.limits.pack.Parameters;
import dev.plimsoll.limits.probe.Outcomes;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.verdict.Verdict;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One probing of a {@link ConnectWindow}, part by part. */
final class WindowCount {
    private final Limit limit;
    private final Stage stage;
    private final Visits visits;
    private final long most;
    private final int beyond;
    private final Duration window;
    private final Duration recovers;
    private final List<InetAddress> addresses;
    private final List<Part> parts = new ArrayList<>();
    private int connects;
    private long lastNanos;

    WindowCount(Limit limit, Stage stage, Visits visits) {
        Parameters given = new Parameters(limit);
        this.limit = limit;
        this.stage = stage;
        this.visits = visits;
        this.most = limit.documented().orElseThrow().value();
        this.beyond = (int) given.whole(ConnectWindow.BEYOND);
        this.window = given.duration(ConnectWindow.WINDOW);
        this.recovers = given.duration(ConnectWindow.RECOVERS);
        this.addresses = stage.target().sources().addresses();
    }

    List<Part> probe() throws InterruptedException {
        stage.pause(window.plus(ConnectWindow.MARGIN));
        long begun = stage.nanos();
        List<Visit> permitted = attempts(most);
        List<Visit> refused = attempts(beyond);
        Duration taken = Duration.ofNanos(stage.nanos() - begun);
        boolean inTime = taken.compareTo(window) < 0;
        accepted(permitted, inTime, taken);
        refused(permitted, refused, inTime, taken);
        others();
        recovered();
        return parts;
    }

    /** The last of the addresses: loads begin with the first. */
    private Optional<InetAddress> own() {
        return addresses.isEmpty() ? Optional.empty() : Optional.of(addresses.get(addresses.size() - 1));
    }

    private List<Visit> attempts(long count) throws InterruptedException {
        List<Visit> attempts = new ArrayList<>();
        while (attempts.size() < count) {
            stage.pause(Duration.ZERO);
            attempts.add(attempt(own()));
        }
        return attempts;
    }

    private Visit attempt(Optional<InetAddress> from) {
        lastNanos = stage.nanos();
        String who = "probe-" + limit.id() + "-" + ++connects;
        Visit visit = visits.connectFrom(from, who, visits.credentials().any(who));
        visits.leave(visit);
        return visit;
    }

    private static List<String> told(List<Visit> attempts) {
        return attempts.stream().map(Visit::told).toList();
    }

    private void accepted(List<Visit> attempts, boolean inTime, Duration taken) {
        boolean holds = attempts.stream().allMatch(Visit::isAccepted);
        long first = attempts.stream().takeWhile(Visit::isAccepted).count() + 1;
        String observed = Reactions.counted(told(attempts)) + (holds ? "" : ", the first of them number " + first);
        String title = "every connect up to number " + most + " of one address is accepted";
        // Refused ones tell something however long it took; accepted ones only within one window.
        parts.add(judged("accepted", title, holds, !holds || inTime, most + " x accepted", observed, taken));
    }

    private void refused(List<Visit> permitted, List<Visit> attempts, boolean inTime, Duration taken) {
        String title = "the next " + beyond + " in the same window are refused";
        String expected = beyond + " x " + Reactions.text(Reactions.refusals(limit));
        if (!permitted.stream().allMatch(Visit::isAccepted)) {
            parts.add(Part.skipped("refused", title, expected, "not judged, some were refused before"));
            return;
        }
        boolean holds = attempts.stream()
                .allMatch(visit -> Outcomes.isAsDocumented(visit.outcome(), visit.refusalBody(), limit));
        parts.add(judged("refused", title, holds, inTime, expected, Reactions.counted(told(attempts)), taken));
    }

    private Part judged(
            String id, String title, boolean holds, boolean inTime, String expected, String observed, Duration taken) {
        return inTime
                ? Part.of(id, title, holds, expected, observed)
                : new Part(
                        id,
                        title,
                        Verdict.INVALID,
                        expected,
                        observed + ", but in " + taken.toMillis() + " ms, which is longer than the window");
    }

    private void others() {
        String title = "another source address is not concerned";
        if (addresses.size() < 2) {
            parts.add(Part.skipped("others", title, "accepted", "not tried, there is only one local address"));
            return;
        }
        long before = lastNanos;
        Visit visit = attempt(Optional.of(addresses.get(addresses.size() - 2)));
        lastNanos = before;
        parts.add(Part.of("others", title, visit.isAccepted(), "accepted", visit.told()));
    }

    private void recovered() throws InterruptedException {
        String title = "the address is let in again after the window, without anybody's help";
        String expected =
                "accepted within " + recovers.toMillis() + " ms after the window of " + window.toMillis() + " ms";
        long refusedLast = lastNanos;
        List<Visit> attempts = new ArrayList<>();
        Duration wait = window.plus(ConnectWindow.MARGIN);
        while (attempts.size() < ConnectWindow.MOST_RECOVERY_ATTEMPTS) {
            Duration since = Duration.ofNanos(stage.nanos() - refusedLast);
            if (since.compareTo(wait) < 0) {
                stage.pause(wait.minus(since));
            }
            attempts.add(attempt(own()));
            Visit latest = attempts.get(attempts.size() - 1);
            if (latest.isAccepted()) {
                break;
            }
            wait = wait.plus(recovers.dividedBy(ConnectWindow.MOST_RECOVERY_ATTEMPTS));
        }
        boolean holds = attempts.get(attempts.size() - 1).isAccepted();
        long after = Duration.ofNanos(lastNanos - refusedLast).toMillis();
        String observed = Reactions.counted(told(attempts)) + ", the last " + after + " ms after the last refusal";
        parts.add(Part.of("recovered", title, holds, expected, observed));
    }
}
