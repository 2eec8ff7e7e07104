package dev.plimsoll.limits.probe.peer;

import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.limits.stage.Purse;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.limits.stage.TargetSilent;
import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.http.HttpAnswer;
import dev.plimsoll.signalling.probe.rest.RestCall;
import dev.plimsoll.signalling.probe.rest.RestClient;
import dev.plimsoll.signalling.probe.rest.RestExchange;
import java.time.Duration;
import java.util.Optional;

/**
 * Calls of a REST API, written into the evidence. Where the service asks to come back later, they do. For one thread.
 */
public final class RestCalls implements AutoCloseable {
    private static final int TOO_MANY = 429;
    private static final String PUBLISH = "/publish";
    private static final int MOST_RETRIES = 2;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(65);

    private final Stage stage;
    private final RestClient client;
    private final Secret bearer;

    public RestCalls(Stage stage) {
        TargetFacts.Rest rest = stage.target().rest().orElseThrow();
        this.stage = stage;
        this.client = new RestClient(rest.base());
        this.bearer = rest.bearer();
    }

    /** A call with the key that may do everything. */
    public RestExchange signalling(String method, String path, Optional<String> body) throws InterruptedException {
        return patiently(call(method, path, body).bearer(bearer));
    }

    private static RestCall call(String method, String path, Optional<String> body) {
        RestCall bare = RestCall.of(method, path);
        return body.map(text -> bare.header("Content-Type", "application/json").body(text))
                .orElse(bare);
    }

    /** What was used up by calls before is not the subject: waits as long as the service says. */
    private RestExchange patiently(RestCall call) throws InterruptedException {
        RestExchange exchange = once(call);
        for (int retry = 0; retry < MOST_RETRIES && exchange.status() == TOO_MANY; retry++) {
            Duration asked = exchange.answer().flatMap(HttpAnswer::retryAfter).orElse(LONGEST_WAIT);
            stage.pause(asked.compareTo(LONGEST_WAIT) < 0 ? asked : LONGEST_WAIT);
            exchange = once(call);
        }
        return exchange;
    }

    private RestExchange once(RestCall call) throws InterruptedException {
        stage.spend(Purse.Coin.CALLS, 1);
        if (call.method().equals("POST") && call.path().endsWith(PUBLISH)) {
            stage.spend(Purse.Coin.MESSAGES, 1);
        }
        RestExchange exchange = client.exchange(call);
        stage.quota().heard(Integer.toString(exchange.status()));
        stage.quota().heard(exchange.errorCode());
        var lines = exchange.lines();
        stage.evidence().exchange(lines.get(0).text(), lines.get(1).text());
        if (exchange.answer().isEmpty()) {
            throw new TargetSilent(exchange.toString());
        }
        return exchange;
    }

    @Override
    public void close() {
        client.close();
    }
}
