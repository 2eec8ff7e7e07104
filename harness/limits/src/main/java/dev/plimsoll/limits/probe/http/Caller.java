package dev.plimsoll.limits.probe.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plimsoll.limits.stage.Purse;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.http.HttpAnswer;
import dev.plimsoll.signalling.http.RateLimit;
import dev.plimsoll.signalling.probe.rest.RestCall;
import dev.plimsoll.signalling.probe.rest.RestClient;
import dev.plimsoll.signalling.probe.rest.RestExchange;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes the calls of a probe: paced, told as evidence, and never so many that an account is locked out. For one thread.
 */
final class Caller implements AutoCloseable {
    /** Below the 200 a second that Cloudflare admits from one address (its docs, fundamentals/api/reference/limits). */
    private static final Duration PACE = Duration.ofMillis(8);

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** Nearer than this to the end of a budget, what others share is left alone. */
    private static final double RESERVE = 0.1;

    private static final Duration LONGER_THAN_ANY_WINDOW = Duration.ofMinutes(11);

    private final Stage stage;
    private final Api.Access access;
    private final boolean virtualTime;
    private final RestClient http;
    private long lastCall;
    private Optional<RateLimit> standing = Optional.empty();

    Caller(Stage stage, Api api) {
        this.stage = stage;
        this.access = api.at(stage.target());
        this.virtualTime = api == Api.REALTIMEKIT && access.control().isPresent();
        this.http = new RestClient(access.base(), PATIENCE, stage.nanoClock());
        this.lastCall = stage.nanos() - PACE.toNanos();
    }

    Api.Access access() {
        return access;
    }

    /** A call of the API, after a pause if the budget of calls is nearly used up. */
    RestExchange call(RestCall call) throws InterruptedException {
        if (mustWait()) {
            Duration reset = standing.flatMap(RateLimit::reset).orElse(Duration.ZERO);
            pass(reset.plusSeconds(1));
        }
        return callNow(call);
    }

    private boolean mustWait() {
        if (standing.isEmpty() || standing.get().remaining().isEmpty()) {
            return false;
        }
        long remaining = standing.get().remaining().getAsLong();
        long quota = standing.get().quota().orElse(0);
        return stage.target().disposable() ? remaining == 0 : remaining <= quota * RESERVE;
    }

    /** A call whatever is left of the budget. */
    RestExchange callNow(RestCall call) throws InterruptedException {
        long wait = lastCall + PACE.toNanos() - stage.nanos();
        if (wait > 0) {
            stage.pause(Duration.ofNanos(wait));
        }
        lastCall = stage.nanos();
        stage.spend(Purse.Coin.CALLS, 1);
        RestExchange exchange = told(http.exchange(call));
        stage.quota().heard(Integer.toString(exchange.status()));
        standing = exchange.answer().flatMap(RateLimit::of);
        return exchange;
    }

    /** A call of a sandbox's control endpoints, which are not limited. */
    RestExchange control(RestCall call) throws InterruptedException {
        return told(http.exchange(call));
    }

    private RestExchange told(RestExchange exchange) {
        String sent =
                exchange.call() + exchange.call().body().map(body -> " " + body).orElse("");
        String received = exchange.answer()
                .map(HttpAnswer::describe)
                .orElseGet(() -> exchange.result().toString());
        stage.evidence().exchange(sent, received);
        return exchange;
    }

    /** So that no window, and no lock-out, of calls that were made before is left; only where time can be made to pass. */
    void freshen() throws InterruptedException {
        if (virtualTime) {
            pass(LONGER_THAN_ANY_WINDOW);
        }
    }

    /** Lets time pass: by a sandbox's own clock where there is one. */
    void pass(Duration time) throws InterruptedException {
        if (!virtualTime) {
            stage.pause(time);
            return;
        }
        Secret bearer = access.control().orElseThrow();
        RestCall advance = RestCall.of("POST", "/__emu/clock/advance")
                .json(JsonNodeFactory.instance.objectNode().put("by", time.toMillis() + "ms"))
                .bearer(bearer);
        if (!control(advance).isSuccess()) {
            stage.pause(time);
        }
        standing = Optional.empty();
    }

    @Override
    public void close() {
        http.close();
    }
}
