package dev.plimsoll.limits.probe.connect;

import dev.plimsoll.limits.pack.Parameters;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.signalling.frame.ClientFrame;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.signalling.probe.Ended;
import dev.plimsoll.signalling.probe.Heard;
import dev.plimsoll.signalling.probe.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One probing of {@link Liveness}, part by part. */
final class SignsOfLife {
    private static final Duration ACK = Duration.ofSeconds(15);
    private static final byte[] ECHO = {1, 2, 3};

    private final Limit limit;
    private final Stage stage;
    private final Visits visits;
    private final Parameters given;
    private final Duration interval;
    private final Duration grace;
    private final Duration tolerance;
    private final List<Part> parts = new ArrayList<>();

    SignsOfLife(Limit limit, Stage stage, Visits visits) {
        this.limit = limit;
        this.stage = stage;
        this.visits = visits;
        this.given = new Parameters(limit);
        this.interval = WelcomeContents.within(limit);
        this.grace = given.duration(Liveness.GRACE);
        this.tolerance = given.duration(Liveness.TOLERANCE);
    }

    List<Part> probe() throws InterruptedException {
        Optional<Visit> watcher = peer("watcher");
        Optional<Visit> dropped = peer("dropped");
        Optional<Visit> silent = peer("silent");
        if (watcher.isEmpty() || dropped.isEmpty() || silent.isEmpty()) {
            return parts;
        }
        long silentNanos = stage.nanos();
        silent.get().connection().answerPings(false);
        pong(watcher.get());
        echo(watcher.get());
        left(watcher.get(), dropped.get());
        pings(watcher.get());
        silent(watcher.get(), silent.get(), silentNanos);
        alive(watcher.get());
        return parts;
    }

    /** On the channel; empty, and a part says why, if it did not get there. */
    private Optional<Visit> peer(String role) throws InterruptedException {
        String who = name(role);
        Visit visit = visits.connect(who, visits.credentials().token(who));
        String observed = visit.told();
        if (visit.isAccepted()) {
            Reply reply = visit.connection()
                    .request(new ClientFrame.Subscribe(given.text(Liveness.CHANNEL), false, Optional.empty()), ACK);
            if (reply instanceof Reply.Ack) {
                return Optional.of(visit);
            }
            observed = "subscribe came to " + reply;
        }
        parts.add(new Part(role, "a peer is on the channel", Verdict.INVALID, "accepted", observed));
        return Optional.empty();
    }

    private String name(String role) {
        return "probe-" + limit.id() + "-" + role;
    }

    private void pong(Visit visit) throws InterruptedException {
        Duration patience = given.duration(Liveness.PONG);
        long from = visit.connection().inbox().next();
        long sent = stage.nanos();
        visit.connection().send(new ClientFrame.Ping());
        answered(
                "pong",
                "a ping of the protocol is answered with a pong",
                patience,
                sent,
                visit.await(from, SignsOfLife::isPong, patience));
    }

    private static boolean isPong(Heard heard) {
        return heard.as(ServerFrame.Pong.class).isPresent();
    }

    private void echo(Visit visit) throws InterruptedException {
        Duration patience = given.duration(Liveness.PONG);
        long from = visit.connection().inbox().next();
        long sent = stage.nanos();
        visit.connection().sendPing(ECHO);
        answered(
                "echo",
                "a ping frame of WebSocket is answered with a pong frame",
                patience,
                sent,
                visit.await(from, heard -> heard.kind() == Heard.Kind.PONG, patience));
    }

    private void answered(String id, String title, Duration patience, long sentNanos, Optional<Heard> answer) {
        String observed = answer.map(heard -> "after " + millis(heard.atNanos() - sentNanos) + " ms")
                .orElse("no answer in " + patience.toMillis() + " ms");
        stage.evidence().exchange(id + ": ping", observed);
        parts.add(Part.of(id, title, answer.isPresent(), "within " + patience.toMillis() + " ms", observed));
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }

    /** A peer whose TCP ends without a farewell. */
    private void left(Visit watcher, Visit dropped) throws InterruptedException {
        Duration patience = given.duration(Liveness.LEFT);
        long begun = stage.nanos();
        dropped.connection().drop();
        visits.leave(dropped);
        Optional<Heard> heard = goneFrom(watcher, dropped, patience);
        String observed = heard.map(frame -> "after " + millis(frame.atNanos() - begun) + " ms")
                .orElse("not in " + patience.toMillis() + " ms");
        stage.evidence().exchange("drop TCP of " + dropped.who(), "left heard " + observed);
        parts.add(Part.of(
                "left",
                "others hear left when a peer's TCP ends",
                heard.isPresent(),
                "within " + patience.toMillis() + " ms",
                observed));
    }

    private static Optional<Heard> goneFrom(Visit watcher, Visit gone, Duration patience) throws InterruptedException {
        return watcher.await(
                0,
                heard -> heard.as(ServerFrame.Presence.class)
                        .filter(presence -> presence.left().stream()
                                .anyMatch(member -> member.peerId().equals(gone.who())))
                        .isPresent(),
                patience);
    }

    /** Two pings, the distance of which is the interval; the first may come any time. */
    private void pings(Visit visit) throws InterruptedException {
        Duration patience = interval.plus(tolerance);
        Optional<Heard> first = ping(visit, 0, patience);
        Optional<Heard> second = first.isPresent() ? ping(visit, first.get().number() + 1, patience) : Optional.empty();
        String expected = "one in " + interval.toMillis() + " ms, " + tolerance.toMillis() + " ms earlier or later";
        String title = "the service sends pings";
        if (second.isEmpty()) {
            String observed = (first.isEmpty() ? "none" : "one, and no other") + " in " + patience.toMillis() + " ms";
            parts.add(Part.of("pings", title, false, expected, observed));
            return;
        }
        Duration apart = Duration.ofNanos(second.get().atNanos() - first.get().atNanos());
        boolean holds = apart.minus(interval).abs().compareTo(tolerance) <= 0;
        parts.add(Part.of("pings", title, holds, expected, "two, " + apart.toMillis() + " ms apart"));
    }

    private static Optional<Heard> ping(Visit visit, long from, Duration patience) throws InterruptedException {
        return visit.await(from, heard -> heard.kind() == Heard.Kind.PING, patience);
    }

    /** A peer that is connected and answers no ping. */
    private void silent(Visit watcher, Visit silent, long sinceNanos) throws InterruptedException {
        Duration most = interval.plus(grace).plus(tolerance);
        Duration left = most.minusNanos(stage.nanos() - sinceNanos);
        Optional<Ended> ended = silent.awaitEnd(left.isNegative() ? Duration.ZERO : left);
        String expected = "within " + most.toMillis() + " ms";
        String observed = ended.map(end -> Visit.told(end) + " after " + millis(end.atNanos() - sinceNanos) + " ms")
                .orElse("still open after " + most.toMillis() + " ms");
        boolean holds = ended.filter(end -> end.byService() && millis(end.atNanos() - sinceNanos) >= grace.toMillis())
                .isPresent();
        parts.add(Part.of("silent", "a connection that answers no ping is ended", holds, expected, observed));
        Optional<Heard> gone = ended.isPresent() ? goneFrom(watcher, silent, tolerance) : Optional.empty();
        String heard = gone.map(frame -> "after " + millis(frame.atNanos() - sinceNanos) + " ms")
                .orElse("not heard");
        parts.add(Part.of("silent-left", "others hear left of it", gone.isPresent(), expected, heard));
    }

    private void alive(Visit watcher) {
        boolean open = watcher.connection().isOpen();
        String observed = watcher.connection().ended().map(Visit::told).orElse("open");
        parts.add(Part.of("alive", "a connection that answers pings stays", open, "open", observed));
    }
}
