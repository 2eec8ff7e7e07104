package dev.plimsoll.cli;

import dev.plimsoll.live.LiveSettings;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.Secret;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether and where the live page is served while something runs. */
final class LiveOptions {
    @Option(names = "--no-live", description = "Serve no live page.")
    private boolean off;

    @Option(
            names = "--live-port",
            paramLabel = "PORT",
            description = "Where the live page is served; " + LiveSettings.USUAL_PORT
                    + " by default, another if that is taken; 0 for any.")
    private Integer port;

    @Option(
            names = "--live-bind",
            paramLabel = "ADDRESS",
            defaultValue = LiveSettings.LOOPBACK,
            description = "An address of this machine for the live page; one that others reach needs "
                    + LiveSettings.TOKEN_VARIABLE + " in the environment. ${DEFAULT-VALUE} by default.")
    private String host;

    /**
     * What was asked for; empty if no page is.
     *
     * @throws PlimsollException USAGE if others could see the page without a token
     */
    Optional<LiveSettings> settings(Map<String, String> environment) {
        if (off) {
            return Optional.empty();
        }
        Optional<Secret> token = Optional.ofNullable(environment.get(LiveSettings.TOKEN_VARIABLE))
                .filter(value -> !value.isEmpty())
                .map(Secret::new);
        return Optional.of(new LiveSettings(host, port == null ? LiveSettings.USUAL_PORT : port, port == null, token));
    }
}
