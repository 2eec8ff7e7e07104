package dev.plimsoll.limits.probe.connect;

import dev.plimsoll.limits.pack.Parameters;
import dev.plimsoll.limits.probe.Outcomes;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.signalling.Endpoint.Presented;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.probe.Ended;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One probing of a {@link TokenExpiry}, part by part. */
final class Expiry {
    private final Limit limit;
    private final Stage stage;
    private final Visits visits;
    private final Parameters given;
    private final Duration skew;
    private final Duration tolerance;
    private final long anchorNanos;
    private final Instant anchor;
    private final List<Part> parts = new ArrayList<>();

    Expiry(Limit limit, Stage stage, Visits visits) {
        this.limit = limit;
        this.stage = stage;
        this.visits = visits;
        this.given = new Parameters(limit);
        this.skew = Duration.ofMillis(limit.documented().orElseThrow().value());
        this.tolerance = given.duration(TokenExpiry.TOLERANCE);
        this.anchorNanos = stage.nanos();
        this.anchor = stage.now();
    }

    /** @param expiresAt in whole seconds, as tokens tell it */
    private record Round(Visit visit, Presented token, Instant expiresAt) {}

    /** @param deviation of the close from the documented moment; empty if it stayed open */
    private record End(Round round, Optional<Ended> ended, Optional<Duration> deviation) {}

    List<Part> probe() throws InterruptedException {
        List<Round> rounds = new ArrayList<>();
        while (rounds.size() < given.whole(TokenExpiry.ROUNDS)) {
            Round round = begin(rounds.size());
            if (!round.visit().isAccepted()) {
                String observed = round.visit().told() + ": there is nothing that could end";
                parts.add(new Part("welcome", "a token is accepted", Verdict.INVALID, "accepted", observed));
                return parts;
            }
            rounds.add(round);
        }
        announced(rounds);
        List<End> ends = new ArrayList<>();
        for (Round round : rounds) {
            ends.add(end(round));
        }
        code(ends);
        moment(ends);
        fresh();
        stale(rounds.get(0));
        return parts;
    }

    private Round begin(int number) throws InterruptedException {
        String who = "probe-" + limit.id() + "-" + number;
        // Before the token is signed: its life is not spent on waiting for the pace.
        Optional<InetAddress> from = stage.pace().take();
        Instant expiresAt = stage.now()
                .truncatedTo(ChronoUnit.SECONDS)
                .plusSeconds(1L + number)
                .plus(given.duration(TokenExpiry.LIFE))
                .truncatedTo(ChronoUnit.SECONDS);
        Presented token = visits.credentials().token(TokenClaims.of(who, expiresAt));
        return new Round(visits.connectNow(who, token, Optional.empty(), from), token, expiresAt);
    }

    private void announced(List<Round> rounds) {
        boolean holds = rounds.stream()
                .allMatch(round ->
                        told(round).equals(OptionalLong.of(round.expiresAt().getEpochSecond())));
        String observed = holds
                ? rounds.size() + " x the token's exp"
                : Reactions.counted(rounds.stream()
                        .map(round -> told(round).isPresent() ? "" + told(round).getAsLong() : "nothing")
                        .toList());
        parts.add(Part.of("announced", "the welcome tells when the token ends", holds, "the token's exp", observed));
    }

    private static OptionalLong told(Round round) {
        return round.visit().welcome().expiresAt();
    }

    private End end(Round round) throws InterruptedException {
        Duration patience = Duration.between(stage.now(), round.expiresAt().plus(TokenExpiry.PATIENCE));
        Optional<Ended> ended = round.visit().awaitEnd(patience.isNegative() ? Duration.ZERO : patience);
        Optional<Duration> deviation = ended.map(
                end -> Duration.between(round.expiresAt().minus(skew), anchor.plusNanos(end.atNanos() - anchorNanos)));
        return new End(round, ended, deviation);
    }

    private void code(List<End> ends) {
        boolean holds = ends.stream()
                .allMatch(end -> end.ended()
                        .filter(ended -> Reactions.isDocumentedEnd(limit, ended))
                        .isPresent());
        String expected = ends.size() + " x " + Reactions.text(Reactions.ends(limit));
        String observed = Reactions.counted(ends.stream()
                .map(end -> end.ended()
                        .map(Visit::told)
                        .orElse("still open " + TokenExpiry.PATIENCE.toMillis() + " ms after the token's end"))
                .toList());
        parts.add(Part.of("code", "connections are closed when their tokens end", holds, expected, observed));
    }

    /** By the median, for one close may be held up by this machine. */
    private void moment(List<End> ends) {
        String title = "they are closed " + skew.toMillis() + " ms before the token's end";
        String expected = "at most " + tolerance.toMillis() + " ms earlier or later";
        List<Duration> deviations =
                ends.stream().flatMap(end -> end.deviation().stream()).sorted().toList();
        if (deviations.size() < ends.size()) {
            parts.add(Part.skipped("moment", title, expected, "not judged, some were not closed at all"));
            return;
        }
        Duration median = deviations.get(deviations.size() / 2);
        boolean holds = median.abs().compareTo(tolerance) <= 0;
        String observed = deviations.stream()
                .map(deviation -> (deviation.isNegative() ? "" : "+") + deviation.toMillis() + " ms")
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow();
        parts.add(Part.of("moment", title, holds, expected, observed));
    }

    private void fresh() throws InterruptedException {
        String who = "probe-" + limit.id() + "-0";
        Visit visit = visits.connect(who, visits.credentials().token(who));
        visits.leave(visit);
        String title = "the same peer is accepted with a fresh token";
        parts.add(Part.of("fresh", title, visit.isAccepted(), "accepted", visit.told()));
    }

    private void stale(Round round) throws InterruptedException {
        Duration left = Duration.between(stage.now(), round.expiresAt().plusMillis(100));
        if (!left.isNegative()) {
            stage.pause(left);
        }
        Visit visit = visits.connect("probe-" + limit.id() + "-stale", round.token());
        visits.leave(visit);
        boolean holds = Outcomes.isAsDocumented(visit.outcome(), visit.refusalBody(), limit);
        String title = "the token that ended is refused";
        parts.add(Part.of("stale", title, holds, Reactions.text(Reactions.refusals(limit)), visit.told()));
    }
}
