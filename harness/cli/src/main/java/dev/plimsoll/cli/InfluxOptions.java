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

    @Option(names = "--influx-bucket", paramLabel = "BUCKET", description = "Bucket.")
    private String bucket;

    /** @throws PlimsollException USAGE if an address is given but not all that belongs to it */
    Optional<InfluxTarget> target(Optional<InfluxTarget> ofScenario, Map<String, String> environment) {
        if (url == null && token == null && org == null && bucket == null) {
            return ofScenario;
        }
        return Optional.of(new InfluxTarget(
                given(url, ofScenario.map(InfluxTarget::url), "--influx-url"),
                token(ofScenario, environment),
                given(org, ofScenario.map(InfluxTarget::org), "--influx-org"),
                given(bucket, ofScenario.map(InfluxTarget::bucket), "--influx-bucket")));
    }

    private Secret token(Optional<InfluxTarget> ofScenario, Map<String, String> environment) {
        String fromEnvironment = environment.get("INFLUX_TOKEN");
        Secret given = token != null ? new Secret(token) : fromEnvironment != null ? new Secret(fromEnvironment) : null;
        return given(given, ofScenario.map(InfluxTarget::token), "INFLUX_TOKEN or --influx-token");
    }

    private static <T> T given(T option, Optional<T> ofScenario, String name) {
        return Optional.ofNullable(option)
                .or(() -> ofScenario)
                .orElseThrow(() -> new PlimsollException(
                        ExitCode.USAGE, "InfluxDB needs " + name, "give it, or leave all of them out"));
    }
}
