package dev.plimsoll.live;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.Secret;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the live page is served and who may see it.
 *
 * @param host an address of this machine, or a name of loopback
 * @param port 0 for a free one
 * @param otherPort whether a free port will do where the port is taken
 * @param token asked of everybody once it is set: browsers give it as password, writers as {@code Token}
 */
public record LiveSettings(String host, int port, boolean otherPort, Optional<Secret> token) {
    /** The environment variable that holds the token; the command line would show it to every user of the machine. */
    public static final String TOKEN_VARIABLE = "PLIMSOLL_LIVE_TOKEN";

    public static final String LOOPBACK = "127.0.0.1";
    public static final int USUAL_PORT = 8440;
    private static final int SHORTEST_TOKEN = 16;
    private static final Pattern LOOPBACK_V4 = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "::1", "[::1]");

    /** @throws PlimsollException USAGE if others could reach it without a token, or the token is too easily guessed */
    public LiveSettings {
        Objects.requireNonNull(host, "host");
        if (port < 0 || port > 65_535) {
            throw new PlimsollException(ExitCode.USAGE, "the live page cannot have port " + port, "give 0 to 65535");
        }
        if (token.isEmpty() && !isLoopback(host)) {
            throw new PlimsollException(
                    ExitCode.USAGE,
                    "the live page at " + host + " would be open to other machines",
                    "set " + TOKEN_VARIABLE + " in the environment, or leave out --live-bind");
        }
        if (token.isPresent() && token.get().reveal().length() < SHORTEST_TOKEN) {
            throw new PlimsollException(
                    ExitCode.USAGE,
                    TOKEN_VARIABLE + " is too short",
                    "give it " + SHORTEST_TOKEN + " characters or more, as openssl rand -hex 16 makes them");
        }
    }

    /** On loopback, at the usual port or another, for this machine alone. */
    public static LiveSettings usual() {
        return new LiveSettings(LOOPBACK, USUAL_PORT, true, Optional.empty());
    }

    /** Whether a host, as an address or as browsers send it without its port, can only be this machine. */
    public static boolean isLoopback(String host) {
        return LOOPBACK_V4.matcher(host).matches() || LOOPBACK_NAMES.contains(host);
    }
}
