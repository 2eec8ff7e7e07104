package dev.plimsoll.cli;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.scenario.InfluxTarget;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where points go besides the spool; what is given here outweighs the scenario's {@code influx:} block. */
final class InfluxOptions {
    @Option(names = "--influx-url", paramLabel = "URL", description = "As http://127.0.0.1:8086.")
    private URI url;

    @Option(
            names = "--influx-token",
            paramLabel = "TOKEN",
            description = "Better given as INFLUX_TOKEN in the environment.")
    private String token;

    @Option(names = "--influx-org", paramLabel = "ORG", description = "Organisation.")
    private String org;

    @Option(names = "--influx-bucket", paramLabel = "BUCKET", description = "Bucket; with the API v1 the database.")
    private String bucket;

    @Option(
            names = "--influx-api",
            paramLabel = "API",
            description = "v2, the default, or v1 for InfluxDB 1.x: it needs no organisation, and no token where the"
                    + " server asks for none.")
    private InfluxTarget.Api api;

    /** @throws PlimsollException USAGE if an address is given but not all that belongs to it */
    Optional<InfluxTarget> target(Optional<InfluxTarget> ofScenario, Map<String, String> environment) {
        if (url == null && token == null && org == null && bucket == null && api == null) {
            return ofScenario;
        }
        InfluxTarget.Api spoken = Optional.ofNullable(api)
                .or(() -> ofScenario.map(InfluxTarget::api))
                .orElse(InfluxTarget.Api.V2);
        boolean first = spoken == InfluxTarget.Api.V1;
        return Optional.of(new InfluxTarget(
                spoken,
                given(url, ofScenario.map(InfluxTarget::url), "--influx-url"),
                token(ofScenario.map(InfluxTarget::token).or(() -> when(first, new Secret(""))), environment),
                given(org, ofScenario.map(InfluxTarget::org).or(() -> when(first, "")), "--influx-org"),
                given(bucket, ofScenario.map(InfluxTarget::bucket), "--influx-bucket")));
    }

    private static <T> Optional<T> when(boolean condition, T value) {
        return condition ? Optional.of(value) : Optional.empty();
    }

    private Secret token(Optional<Secret> otherwise, Map<String, String> environment) {
        String fromEnvironment = environment.get("INFLUX_TOKEN");
        Secret given = token != null ? new Secret(token) : fromEnvironment != null ? new Secret(fromEnvironment) : null;
        return given(given, otherwise, "INFLUX_TOKEN or --influx-token");
    }

    private static <T> T given(T option, Optional<T> otherwise, String name) {
        return Optional.ofNullable(option)
                .or(() -> otherwise)
                .orElseThrow(() -> new PlimsollException(
                        ExitCode.USAGE, "InfluxDB needs " + name, "give it, or leave all of them out"));
    }
}
