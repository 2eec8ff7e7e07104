package dev.plimsoll.limits.probe.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.scenario.Quantities;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.probe.rest.RestCall;
import dev.plimsoll.signalling.probe.rest.RestExchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One walk through the steps of a limit. For one thread. */
final class Journey {
    static final Duration LOOK = Duration.ofMillis(200);
    private static final int FEW = 3;
    private static final int GONE_ALREADY = 404;
    private static final int TOO_MANY = 429;
    private static final int IN_TROUBLE = 500;

    private final Stage stage;
    private final Caller caller;
    private final Wishes wishes;
    private final Blanks blanks = new Blanks();
    private final List<Part> parts = new ArrayList<>();
    private final Set<String> undoings = new HashSet<>();
    private Optional<String> obstacle = Optional.empty();

    Journey(Limit limit, Stage stage, Caller caller) {
        this.stage = stage;
        this.caller = caller;
        this.wishes = new Wishes(limit);
        blanks.save("run", TextNode.valueOf(Long.toString(Math.abs(stage.nanos()), Character.MAX_RADIX)));
        limit.documented().ifPresent(value -> blanks.save(Limit.VALUE, LongNode.valueOf(value.value())));
    }

    List<Part> walk(List<HttpStep> steps) throws InterruptedException {
        for (HttpStep step : steps) {
            try {
                take(step);
            } catch (Blanks.Unknown unknown) {
                fails(step, "nothing is known of " + unknown.getMessage(), Verdict.INVALID);
            }
        }
        return parts;
    }

    private void take(HttpStep step) throws InterruptedException {
        if (obstacle.isPresent()) {
            step.check().ifPresent(check -> parts.add(skipped(step, check, obstacle.get())));
        } else if (step.has("wait")) {
            caller.pass(duration(step, "wait"));
        } else {
            Outcome outcome = step.has("eventually") ? untilRight(step) : repeated(step);
            judge(step, outcome);
        }
    }

    /**
     * What calls of one step came to.
     *
     * @param wrong what was not as expected, in sentences
     */
    private record Outcome(Map<String, Integer> statuses, List<String> wrong, Optional<RestExchange> last) {
        String text() {
            String counted = statuses.entrySet().stream()
                    .map(entry -> (entry.getValue() == 1 ? "" : entry.getValue() + " x ") + entry.getKey())
                    .collect(Collectors.joining(", "));
            return wrong.isEmpty()
                    ? counted
                    : counted + ": " + wrong.stream().limit(FEW).collect(Collectors.joining("; "));
        }
    }

    private Outcome repeated(HttpStep step) throws InterruptedException {
        long times = step.has("times") ? blanks.fill(step.field("times")).asLong() : 1;
        List<HttpStep> steps = step.has("do") ? step.inner() : List.of(step);
        Map<String, Integer> statuses = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        Optional<RestExchange> last = Optional.empty();
        for (long index = 1; index <= times && wrong.isEmpty(); index++) {
            blanks.save("index", LongNode.valueOf(index));
            last = round(steps, wrong);
            last.ifPresent(exchange -> statuses.merge(status(exchange), 1, Integer::sum));
        }
        return new Outcome(statuses, wrong, last);
    }

    /** Ends with the first answer that is not as expected. */
    private Optional<RestExchange> round(List<HttpStep> steps, List<String> wrong) throws InterruptedException {
        Optional<RestExchange> last = Optional.empty();
        for (HttpStep step : steps) {
            if (step.has("wait")) {
                caller.pass(duration(step, "wait"));
            } else if (wrong.isEmpty()) {
                RestExchange exchange = make(step);
                save(step, exchange);
                wrong.addAll(wishes.unmet(step, exchange, blanks));
                last = Optional.of(exchange);
            }
        }
        return last;
    }

    private Outcome untilRight(HttpStep step) throws InterruptedException {
        long deadline = stage.nanos() + duration(step, "eventually").toNanos();
        Outcome outcome = repeated(step);
        while (!outcome.wrong().isEmpty() && stage.nanos() < deadline) {
            stage.pause(LOOK);
            outcome = repeated(step);
        }
        return outcome;
    }

    private RestExchange make(HttpStep step) throws InterruptedException {
        RestCall call = call(step);
        RestExchange exchange = step.isControl() ? caller.control(call) : caller.call(call);
        if (exchange.isSuccess()) {
            step.undo().ifPresent(undo -> remember(undo, exchange, step));
        }
        return exchange;
    }

    /** The call that undoes is written down now: names may mean something else later. */
    private void remember(HttpStep undo, RestExchange exchange, HttpStep made) {
        save(made, exchange);
        RestCall call;
        try {
            call = call(undo);
        } catch (Blanks.Unknown unnamed) {
            stage.whenOver("what " + exchange.call() + " made, whose name the answer does not tell", () -> {
                throw new IllegalStateException("no name");
            });
            return;
        }
        if (undoings.add(call.toString())) {
            stage.whenOver(call.toString(), () -> undo(undo, call));
        }
    }

    private void undo(HttpStep undo, RestCall call) throws InterruptedException {
        RestExchange undone = undo.isControl() ? caller.control(call) : caller.call(call);
        if (!undone.isSuccess() && undone.status() != GONE_ALREADY) {
            throw new IllegalStateException("HTTP " + undone.status());
        }
    }

    private RestCall call(HttpStep step) {
        String path = blanks.text(step.path(), Endpoint::encode);
        RestCall call = step.isControl()
                ? RestCall.of(step.method(), "/__emu" + path)
                : caller.access().call(step.method(), path);
        if (step.has("body")) {
            call = call.json(blanks.fill(step.field("body")));
        } else if (step.has("raw")) {
            call = call.header("Content-Type", "application/json")
                    .body(blanks.text(step.text("raw", ""), text -> text));
        }
        return authorized(step, call);
    }

    private RestCall authorized(HttpStep step, RestCall call) {
        if (step.isControl()) {
            return call.bearer(caller.access().control().orElseThrow());
        }
        return step.bearer().of(caller.access()).map(call::bearer).orElse(call);
    }

    private void save(HttpStep step, RestExchange exchange) {
        JsonNode body = exchange.json();
        step.field("save").properties().forEach(entry -> {
            JsonNode value = body.at(entry.getValue().asText());
            if (!value.isMissingNode()) {
                blanks.save(entry.getKey(), value);
            }
        });
    }

    static String status(RestExchange exchange) {
        return exchange.answer().isPresent()
                ? "HTTP " + exchange.status()
                : exchange.result().getClass().getSimpleName();
    }

    private void judge(HttpStep step, Outcome outcome) {
        if (outcome.wrong().isEmpty()) {
            step.check()
                    .ifPresent(check ->
                            parts.add(Part.of(HttpStep.id(check), check, true, wishes.expected(step), outcome.text())));
        } else {
            boolean silent =
                    outcome.last().filter(last -> last.answer().isEmpty()).isPresent();
            boolean tells = outcome.last().filter(Journey::isOfTheSubject).isPresent();
            boolean fails = silent || (step.check().isPresent() && tells);
            fails(step, outcome.text(), fails ? Verdict.FAIL : Verdict.INVALID);
        }
    }

    /** A caller that comes too often, or a service in trouble, learns nothing of what was asked. */
    private static boolean isOfTheSubject(RestExchange exchange) {
        return exchange.answer().isPresent() && exchange.status() != TOO_MANY && exchange.status() < IN_TROUBLE;
    }

    /** After a failed preparation nothing that follows would mean anything. */
    private void fails(HttpStep step, String observed, Verdict verdict) {
        String title = step.check().orElse("preparation: " + step.text("call", "wait"));
        parts.add(new Part(HttpStep.id(title), title, verdict, wishes.expected(step), observed));
        if (step.check().isEmpty()) {
            obstacle = Optional.of("not tried, for its preparation failed");
        }
    }

    private Part skipped(HttpStep step, String check, String why) {
        return Part.skipped(HttpStep.id(check), check, wishes.expected(step), why);
    }

    private Duration duration(HttpStep step, String field) {
        String text = blanks.text(step.text(field, "0s"), filled -> filled);
        return Quantities.duration(text).orElseThrow(() -> new Blanks.Unknown(text));
    }
}
