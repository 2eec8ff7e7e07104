package dev.plimsoll.limits.probe.http;

import dev.plimsoll.limits.pack.Parameters;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.limit.Reaction;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.signalling.http.HttpAnswer;
import dev.plimsoll.signalling.http.RateLimit;
import dev.plimsoll.signalling.probe.rest.RestCall;
import dev.plimsoll.signalling.probe.rest.RestExchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One look at a window of calls. For one thread. */
final class RateWindow {
    private static final double RESERVE = 0.1;

    private final Limit limit;
    private final Parameters given;
    private final Caller caller;
    private final long quota;
    private final RestCall call;
    private final List<Part> parts = new ArrayList<>();

    RateWindow(Limit limit, Caller caller) {
        this.limit = limit;
        this.given = new Parameters(limit);
        this.caller = caller;
        this.quota = limit.documented().orElseThrow().value();
        this.call = caller.access()
                .call("GET", given.text(HttpRate.PATH))
                .bearer(caller.access().bearer());
    }

    /** A few calls, of which the headers are read; fewer if little is left of the window. */
    List<Part> look() throws InterruptedException {
        List<RestExchange> exchanges = new ArrayList<>();
        boolean enough = false;
        while (exchanges.size() < given.whole(HttpRate.LOOKS) && !enough) {
            RestExchange exchange = caller.callNow(call);
            exchanges.add(exchange);
            OptionalLong left = remaining(exchange);
            enough = !exchange.isSuccess() || (left.isPresent() && left.getAsLong() <= quota * RESERVE);
        }
        RestExchange last = exchanges.get(exchanges.size() - 1);
        admitted(exchanges.size(), last);
        headers(exchanges);
        String title = "beyond the window's calls";
        parts.add(Part.skipped("refused", title, refusal(), "not tried: an account would be locked out"));
        return parts;
    }

    private void admitted(int calls, RestExchange last) {
        boolean used = last.status() == 429;
        boolean silent = last.isSuccess() && !given.flag(HttpRate.HEADERS);
        Verdict verdict =
                silent ? Verdict.SKIPPED : last.isSuccess() ? Verdict.PASS : used ? Verdict.INVALID : Verdict.FAIL;
        String observed = used
                ? "the window is used up already; wait for its end"
                : calls + " calls, the last: " + Journey.status(last)
                        + (silent
                                ? "; that says nothing of the limit, which is not used up where others call too"
                                : "");
        parts.add(new Part("admitted", "calls within the window", verdict, "admitted", observed));
    }

    /** All of a window's calls and what comes after them. */
    List<Part> exhaust() throws InterruptedException {
        caller.pass(window().plus(given.duration(HttpRate.LOCK_OUT)).plus(slack()));
        List<RestExchange> exchanges = new ArrayList<>();
        while (exchanges.size() <= quota
                && (exchanges.isEmpty() || exchanges.get(exchanges.size() - 1).isSuccess())) {
            exchanges.add(caller.callNow(call));
        }
        RestExchange last = exchanges.get(exchanges.size() - 1);
        long within = last.isSuccess() ? exchanges.size() : exchanges.size() - 1L;
        parts.add(Part.of(
                "admitted",
                "calls within the window",
                within >= quota,
                "the first " + quota,
                within >= quota ? "the first " + quota : within + ", then " + Journey.status(last)));
        headers(exchanges.subList(0, (int) within));
        if (within >= quota) {
            beyond(last);
        }
        return parts;
    }

    private void beyond(RestExchange last) throws InterruptedException {
        boolean refused = last.answer().filter(this::isDocumented).isPresent();
        parts.add(Part.of("refused", "the next call", refused, refusal(), Journey.status(last)));
        if (!refused) {
            return;
        }
        Optional<Duration> after = last.answer().flatMap(HttpAnswer::retryAfter);
        Duration expected = isLockedOut() ? given.duration(HttpRate.LOCK_OUT) : window();
        boolean told = after.filter(time -> !time.isZero() && time.compareTo(expected.plus(slack())) <= 0)
                .isPresent();
        parts.add(Part.of(
                "retry-after",
                "retry-after of the refusal",
                told,
                "up to " + expected.toSeconds() + " s",
                after.map(time -> time.toSeconds() + " s").orElse("none")));
        recovery(after.orElse(expected));
    }

    private void recovery(Duration after) throws InterruptedException {
        Duration waited = Duration.ZERO;
        if (isLockedOut()) {
            waited = window().plus(slack());
            caller.pass(waited);
            RestExchange during = caller.callNow(call);
            parts.add(Part.of(
                    "locked-out",
                    "a call after the window, during the lock-out",
                    during.answer().filter(this::isDocumented).isPresent(),
                    refusal(),
                    Journey.status(during)));
        }
        Duration end = isLockedOut() ? given.duration(HttpRate.LOCK_OUT) : after;
        Duration left = end.minus(waited).plus(slack());
        caller.pass(left.isNegative() ? Duration.ZERO : left);
        RestExchange again = caller.callNow(call);
        parts.add(Part.of(
                "recovers",
                "a call " + end.toSeconds() + " s after the refusal",
                again.isSuccess(),
                "admitted",
                Journey.status(again)));
    }

    private boolean isLockedOut() {
        return given.duration(HttpRate.LOCK_OUT).compareTo(window().plus(slack())) > 0;
    }

    private void headers(List<RestExchange> exchanges) {
        if (!given.flag(HttpRate.HEADERS) || exchanges.isEmpty()) {
            return;
        }
        String expected = "q=" + quota + ";w=" + window().toSeconds() + " with every answer";
        Optional<String> wrong = exchanges.stream()
                .flatMap(exchange -> exchange.answer().stream())
                .flatMap(answer -> policyFault(answer).stream())
                .findFirst();
        parts.add(Part.of(
                "headers", "Ratelimit and Ratelimit-Policy", wrong.isEmpty(), expected, wrong.orElse("as expected")));
        if (wrong.isEmpty() && exchanges.size() > 1) {
            counting(exchanges);
        }
    }

    private Optional<String> policyFault(HttpAnswer answer) {
        Optional<RateLimit> told = RateLimit.of(answer);
        if (told.isEmpty()
                || told.get().remaining().isEmpty()
                || told.get().quota().isEmpty()) {
            return Optional.of("an answer without them");
        }
        boolean same =
                told.get().quota().getAsLong() == quota && told.get().window().equals(Optional.of(window()));
        return same
                ? Optional.empty()
                : Optional.of(answer.header("Ratelimit-Policy").orElse("no policy"));
    }

    /** Others may call too, so what is left may fall faster; a new window may begin meanwhile. */
    private void counting(List<RestExchange> exchanges) {
        int rises = 0;
        int same = 0;
        for (int i = 1; i < exchanges.size(); i++) {
            long before = remaining(exchanges.get(i - 1)).orElse(0);
            long now = remaining(exchanges.get(i)).orElse(0);
            rises += now > before ? 1 : 0;
            same += now == before ? 1 : 0;
        }
        parts.add(Part.of(
                "counts",
                "what the headers say is left",
                rises <= 1 && same == 0,
                "one less with each call",
                rises + " times more, " + same + " times the same"));
    }

    private static OptionalLong remaining(RestExchange exchange) {
        return exchange.answer()
                .flatMap(RateLimit::of)
                .map(RateLimit::remaining)
                .orElse(OptionalLong.empty());
    }

    private boolean isDocumented(HttpAnswer answer) {
        return limit.reactions().stream()
                .anyMatch(reaction -> reaction instanceof Reaction.HttpStatus http && http.status() == answer.status());
    }

    private String refusal() {
        return limit.reactions().stream().map(Reaction::text).findFirst().orElse("refused");
    }

    private Duration window() {
        return given.duration(HttpRate.WINDOW);
    }

    private Duration slack() {
        return given.duration(HttpRate.SLACK);
    }
}
