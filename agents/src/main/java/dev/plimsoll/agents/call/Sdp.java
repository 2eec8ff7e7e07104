package dev.plimsoll.agents.call;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is read of a session description without understanding it. */
final class Sdp {
    private static final Pattern FINGERPRINT = Pattern.compile("(?m)^a=fingerprint:(\\S+ \\S+)");
    private static final Pattern USER_FRAGMENT = Pattern.compile("(?m)^a=ice-ufrag:(\\S+)");

    private Sdp() {}

    /** Of the first certificate: another one is another peer connection. */
    static Optional<String> fingerprint(String sdp) {
        return first(FINGERPRINT, sdp);
    }

    /** Of the first transport: another one is an ICE restart. */
    static Optional<String> userFragment(String sdp) {
        return first(USER_FRAGMENT, sdp);
    }

    private static Optional<String> first(Pattern pattern, String sdp) {
        Matcher matcher = pattern.matcher(sdp);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
