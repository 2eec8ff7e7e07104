package dev.plimsoll.limits.probe.turn;

import dev.plimsoll.limits.pack.Parameters;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.limits.turn.TurnAnswer;
import dev.plimsoll.limits.turn.TurnClient;
import dev.plimsoll.limits.turn.TurnRequest;
import dev.plimsoll.limits.turn.measure.CredentialLife;
import dev.plimsoll.limits.turn.measure.CredentialLife.Schedule;
import dev.plimsoll.limits.turn.measure.CredentialLife.Seen;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.signalling.ice.TurnCredential;
import dev.plimsoll.signalling.probe.rest.RestExchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One probing of a credential's end. For one thread. */
final class CredentialRun {
    private static final Duration EVERY = Duration.ofMillis(250);
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int DONE = 204;
    /** An allocation that was ended may count for a moment; a small quota then stands in the way. */
    private static final int QUOTA = 486;

    private final Limit limit;
    private final Parameters given;
    private final Stage stage;
    private final TurnPlace place;
    private final List<Part> parts = new ArrayList<>();

    CredentialRun(Limit limit, Stage stage, TurnPlace place) {
        this.limit = limit;
        this.given = new Parameters(limit);
        this.stage = stage;
        this.place = place;
    }

    List<Part> expired() throws InterruptedException {
        Duration ttl = given.duration(CredentialLifetime.TTL);
        Duration tolerance = given.duration(CredentialLifetime.TOLERANCE);
        Duration until = ttl.plus(tolerance).plus(given.duration(CredentialLifetime.WITHIN));
        Duration from =
                ttl.compareTo(tolerance.plus(EVERY)) > 0 ? ttl.minus(tolerance).minus(EVERY) : EVERY;
        long issued = stage.nanos();
        TurnCredential credential = place.credential("plimsoll-" + limit.id(), ttl);
        Seen seen = new CredentialLife(place::client, place.timing())
                .observe(credential, new Schedule(issued, from, until, EVERY));
        granted(seen.kept());
        refused(seen, ttl, tolerance);
        running(seen.kept(), seen.cut(), ttl);
        return parts;
    }

    private void granted(TurnAnswer kept) {
        parts.add(Part.of(
                "granted", "an Allocate with a new credential", kept.isGranted(), "granted", TurnPlace.text(kept)));
    }

    private void refused(Seen seen, Duration ttl, Duration tolerance) {
        String expected = TurnParameters.documented(limit) + " after " + ttl.toSeconds() + " s, within "
                + tolerance.toMillis() + " ms";
        Expiry expiry = Expiry.of(seen, ttl, tolerance, EVERY);
        boolean asDocumented = seen.refusal()
                .filter(answer -> TurnParameters.isDocumented(limit, answer))
                .isPresent();
        String observed = seen.firstRefused()
                .map(age -> TurnPlace.text(seen.refusal().orElseThrow()) + " after " + age.toMillis() + " ms")
                .orElse("granted to the end");
        if (expiry == Expiry.NOT_LOOKED) {
            observed += ": this machine was held up and did not look before";
        }
        boolean byQuota = !asDocumented
                && seen.refusal().filter(answer -> answer.isRefusedWith(QUOTA)).isPresent();
        Verdict judged = expiry == Expiry.IN_TIME && asDocumented ? Verdict.PASS : Verdict.FAIL;
        Verdict verdict = byQuota || (asDocumented && expiry == Expiry.NOT_LOOKED) ? Verdict.INVALID : judged;
        parts.add(new Part("refused", "new Allocates", verdict, expected, observed));
    }

    private void running(TurnAnswer kept, Optional<Duration> cut, Duration end) {
        boolean shouldBeCut = given.text(CredentialLifetime.RUNNING).equals(CredentialLifetime.CUT);
        Duration within = given.duration(CredentialLifetime.WITHIN);
        String title = "an allocation that was made with it";
        String expected = shouldBeCut
                ? "cut off within " + within.toSeconds() + " s of the end"
                : "lives on, watched for " + within.toSeconds() + " s";
        if (!kept.isGranted()) {
            parts.add(Part.skipped("running", title, expected, "there was none"));
            return;
        }
        if (!shouldBeCut && !place.makesCredentials()) {
            parts.add(Part.skipped("running", title, expected, "what mints the credentials may end it itself"));
            return;
        }
        String observed = cut.map(age -> "cut off " + age.minus(end).toMillis() + " ms after the end")
                .orElse("lives on");
        boolean notBefore = cut.filter(age -> age.plus(Duration.ofSeconds(1)).compareTo(end) < 0)
                .isEmpty();
        parts.add(Part.of("running", title, notBefore && cut.isPresent() == shouldBeCut, expected, observed));
    }

    List<Part> revoked() throws InterruptedException {
        TurnCredential credential = place.minted("plimsoll-" + limit.id(), LIFE);
        try (TurnClient keeper = place.client()) {
            TurnAnswer kept = keeper.allocate(credential, TurnRequest.Allocate.plain());
            granted(kept);
            RestExchange revoke = place.revoke(credential);
            parts.add(new Part(
                    "revoked",
                    "the revocation",
                    revoke.status() == DONE ? Verdict.PASS : Verdict.FAIL,
                    "HTTP " + DONE,
                    revoke.toString().replaceFirst(".* -> ", "")));
            Optional<Duration> cut = kept.isGranted() ? watched(keeper, credential) : Optional.empty();
            running(kept, cut, Duration.ZERO);
            if (kept.isGranted() && cut.isEmpty()) {
                keeper.delete(credential);
            }
        }
        return parts;
    }

    private Optional<Duration> watched(TurnClient keeper, TurnCredential credential) throws InterruptedException {
        long begun = stage.nanos();
        Duration age = Duration.ZERO;
        while (age.compareTo(given.duration(CredentialLifetime.WITHIN)) <= 0) {
            if (!keeper.refresh(credential, LIFE).isGranted()) {
                return Optional.of(age);
            }
            stage.pause(EVERY);
            age = Duration.ofNanos(stage.nanos() - begun);
        }
        return Optional.empty();
    }
}
