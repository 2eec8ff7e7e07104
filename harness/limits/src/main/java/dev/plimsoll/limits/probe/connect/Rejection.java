package dev.plimsoll.limits.probe.connect;

import dev.plimsoll.limits.pack.Parameters;
import dev.plimsoll.limits.probe.Outcomes;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.signalling.Endpoint.Presented;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One probing of a {@link ConnectRejection}, part by part. */
final class Rejection {
    private static final String ACCEPTED = "accepted";

    private final Limit limit;
    private final Stage stage;
    private final Visits visits;
    private final Map<String, Order> orders;
    private final Parameters given;
    private final CredentialKind kind;
    private final List<Part> parts = new ArrayList<>();
    private int connects;
    private boolean undone;

    /** @param orders by the parameter that has them; empty if none is to be given */
    Rejection(Limit limit, Stage stage, Visits visits, Map<String, Order> orders) {
        this.limit = limit;
        this.stage = stage;
        this.visits = visits;
        this.orders = orders;
        this.given = new Parameters(limit);
        this.kind = CredentialKind.of(given.text(ConnectRejection.CREDENTIAL));
    }

    List<Part> probe() throws InterruptedException {
        Visit good = good();
        if (!good.isAccepted()) {
            String observed = good.told() + ": what is refused after that tells nothing";
            parts.add(new Part("good", "a good credential is accepted", Verdict.INVALID, ACCEPTED, observed));
            return parts;
        }
        begin();
        listed();
        refused();
        end();
        return parts;
    }

    private Visit good() throws InterruptedException {
        String who = name("good");
        Visit visit = visits.connect(who, kind.goodOne(visits.credentials(), who));
        visits.leave(visit);
        return visit;
    }

    private String name(String what) {
        return "probe-" + limit.id() + "-" + what + "-" + ++connects;
    }

    private void begin() throws InterruptedException {
        if (!orders.isEmpty()) {
            stage.whenOver("what " + orders.get(ConnectRejection.BEFORE).path() + " was told", this::undo);
            orders.get(ConnectRejection.BEFORE).give(stage);
        }
    }

    private void undo() throws InterruptedException {
        if (!undone) {
            orders.get(ConnectRejection.AFTER).give(stage);
            undone = true;
        }
    }

    private void listed() throws InterruptedException {
        // Without orders it is the target's own origin that is listed, which the good one had.
        boolean isListed = !orders.isEmpty() || !given.has(ConnectRejection.BEFORE);
        if (given.has(ConnectRejection.LISTED_ORIGIN) && isListed) {
            Visit visit = attempt("listed", ConnectRejection.LISTED_ORIGIN);
            visits.leave(visit);
            String title = "the same credential is accepted from an origin that is listed";
            parts.add(Part.of("listed", title, visit.isAccepted(), ACCEPTED, visit.told()));
        }
    }

    private Visit attempt(String what, String originParameter) throws InterruptedException {
        String who = name(what);
        Presented presented = kind.of(visits.credentials(), who);
        return given.has(originParameter)
                ? visits.connect(who, presented, Optional.of(given.text(originParameter)))
                : visits.connect(who, presented);
    }

    private void refused() throws InterruptedException {
        List<Visit> attempts = new ArrayList<>();
        while (attempts.size() < given.whole(ConnectRejection.ATTEMPTS)) {
            Visit visit = attempt(kind.label(), ConnectRejection.ORIGIN);
            visits.leave(visit);
            attempts.add(visit);
        }
        boolean holds = attempts.stream()
                .allMatch(visit -> Outcomes.isAsDocumented(visit.outcome(), visit.refusalBody(), limit));
        boolean blocked = attempts.stream().anyMatch(visit -> Outcomes.isBlocked(visit.outcome(), limit));
        String expected = attempts.size() + " x " + Reactions.text(Reactions.refusals(limit));
        String observed = Reactions.counted(attempts.stream().map(Visit::told).toList());
        String title = "a connect with " + kind.label().replace('-', ' ') + " is refused";
        parts.add(
                blocked
                        ? new Part(
                                "refused",
                                title,
                                Verdict.INVALID,
                                expected,
                                observed + ": too many connects from this address")
                        : Part.of("refused", title, holds, expected, observed));
        silent(attempts);
    }

    private void silent(List<Visit> attempts) {
        List<String> heard = attempts.stream()
                .flatMap(visit -> visit.messages().stream())
                .map(Object::toString)
                .toList();
        parts.add(Part.of(
                "silent",
                "nothing is said before the refusal",
                heard.isEmpty(),
                "no frame",
                heard.isEmpty() ? "no frame" : String.join(", ", heard)));
    }

    private void end() throws InterruptedException {
        if (!orders.isEmpty()) {
            undo();
            Visit visit = good();
            String title = "a good credential is accepted again afterwards";
            parts.add(Part.of("recovered", title, visit.isAccepted(), ACCEPTED, visit.told()));
        }
    }
}
