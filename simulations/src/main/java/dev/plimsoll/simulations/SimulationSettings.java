package dev.plimsoll.simulations;

import dev.plimsoll.model.Secret;
import dev.plimsoll.model.plan.PlannedConnection;
import dev.plimsoll.model.scenario.Identities;
import dev.plimsoll.model.scenario.Quantities;
import dev.plimsoll.model.scenario.SourceAddresses;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenSigner;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the ready-made simulations take when plain Gatling starts them: sizes from system properties, {@code -Dplimsoll.…},
 * and the key's secret from the environment, so that it stands in no process list.
 *
 * <table>
 * <caption>Settings</caption>
 * <tr><td>{@code plimsoll.url}</td><td>the target, {@code ws://127.0.0.1:7880}; required</td></tr>
 * <tr><td>{@code plimsoll.keyId}, environment {@code PLIMSOLL_KEY_SECRET}</td><td>a signing key; required</td></tr>
 * <tr><td>{@code plimsoll.connections}, {@code channels}</td><td>how many</td></tr>
 * <tr><td>{@code plimsoll.rampUp}, {@code hold}</td><td>durations: {@code 15s}</td></tr>
 * <tr><td>{@code plimsoll.publishRate}, {@code churn}</td><td>rates: {@code 2/s}</td></tr>
 * <tr><td>{@code plimsoll.sourceAddresses}</td><td>{@code 127.0.0.2-127.0.0.9}</td></tr>
 * </table>
 */
public final class SimulationSettings {
    private static final String PREFIX = "plimsoll.";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private final Function<String, String> properties;
    private final Map<String, String> environment;

    SimulationSettings(Function<String, String> properties, Map<String, String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    static SimulationSettings ofThisProcess() {
        return new SimulationSettings(System::getProperty, System.getenv());
    }

    int count(String name, int otherwise) {
        return read(name).map(text -> whole(name, text)).orElse(otherwise);
    }

    Duration duration(String name, Duration otherwise) {
        return read(name)
                .map(text -> Quantities.duration(text).orElseThrow(() -> wrong(name, text, "a duration like 15s")))
                .orElse(otherwise);
    }

    double rate(String name, double otherwise) {
        return read(name)
                .map(text -> Quantities.rate(text).orElseThrow(() -> wrong(name, text, "a rate like 2/s")))
                .orElse(otherwise);
    }

    /** Tokens for everybody, from the addresses that are given. */
    Identities identities() {
        return new Identities(
                0, true, SourceAddresses.parse(read("sourceAddresses").orElse("")));
    }

    LoadTarget target() {
        String keyId = read("keyId").orElseThrow(() -> missing("-Dplimsoll.keyId=sk_id_…"));
        String secret = Optional.ofNullable(environment.get("PLIMSOLL_KEY_SECRET"))
                .orElseThrow(() -> missing("PLIMSOLL_KEY_SECRET in the environment"));
        String url = read("url").orElseThrow(() -> missing("-Dplimsoll.url=ws://127.0.0.1:7880"));
        TokenSigner signer = new TokenSigner(keyId, new Secret(secret));
        return new LoadTarget(
                new Endpoint(URI.create(url)),
                connection -> token(signer, connection),
                Optional.empty(),
                TIMEOUT,
                () -> {});
    }

    private static Endpoint.Presented token(TokenSigner signer, PlannedConnection connection) {
        return new Endpoint.Presented.Token(
                signer.sign(TokenClaims.of(connection.peerId(), Instant.now().plus(TOKEN_LIFE))));
    }

    private Optional<String> read(String name) {
        return Optional.ofNullable(properties.apply(PREFIX + name));
    }

    private static int whole(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw wrong(name, text, "a whole number");
        }
    }

    private static IllegalArgumentException wrong(String name, String text, String wanted) {
        return new IllegalArgumentException(PREFIX + name + " is '" + text + "'; write " + wanted);
    }

    private static IllegalArgumentException missing(String what) {
        return new IllegalArgumentException("no target; give " + what);
    }
}
