package dev.plimsoll.agents.turn;

import dev.plimsoll.model.scenario.TurnPath;
import dev.plimsoll.signalling.ice.IceServer;
import dev.plimsoll.signalling.ice.TurnDetours;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which of the ICE servers on offer a peer uses: one URL of its path, so that each is measured apart and one peer is one
 * allocation, or all of them, to see which wins.
 *
 * @param withPort53 whether URLs on port 53 stay: browsers refuse it and many networks shut it, so mostly they do not
 * @param detours by which address the servers that were chosen are reached
 */
public record IceChoice(TurnPath path, boolean withPort53, TurnDetours detours) {
    /** Anchored: 5349 is another port. */
    private static final Pattern PORT_53 = Pattern.compile(":53(?=\\?|$)");

    /** Straight to the servers. */
    public IceChoice(TurnPath path, boolean withPort53) {
        this(path, withPort53, TurnDetours.NONE);
    }

    /** What of the offer is used; nothing if no TURN server with a credential is among it. */
    public List<IceServer> of(List<IceServer> offered) {
        return chosen(offered).stream().map(detours::via).toList();
    }

    private List<IceServer> chosen(List<IceServer> offered) {
        List<IceServer> usable =
                offered.stream().flatMap(server -> usable(server).stream()).toList();
        if (usable.stream().noneMatch(this::hasTurn)) {
            return List.of();
        }
        return path.isOne()
                ? usable.stream()
                        .filter(this::hasTurn)
                        .limit(1)
                        .map(this::firstUrl)
                        .toList()
                : usable;
    }

    private Optional<IceServer> usable(IceServer server) {
        boolean hasCredential =
                server.username().isPresent() && server.credential().isPresent();
        Predicate<String> wanted = url -> path.matches(url) ? hasCredential : !path.isOne() && isStun(url);
        List<String> urls = server.urls().stream()
                .filter(url -> withPort53 || !isOnPort53(url))
                .filter(wanted)
                .distinct()
                .toList();
        return urls.isEmpty()
                ? Optional.empty()
                : Optional.of(new IceServer(urls, server.username(), server.credential()));
    }

    private boolean hasTurn(IceServer server) {
        return server.urls().stream().anyMatch(path::matches);
    }

    private IceServer firstUrl(IceServer server) {
        return new IceServer(server.urls().subList(0, 1), server.username(), server.credential());
    }

    private static boolean isStun(String url) {
        return url.regionMatches(true, 0, "stun", 0, "stun".length());
    }

    /** Whether an ICE server URL (RFC 7064, RFC 7065) names port 53. */
    public static boolean isOnPort53(String url) {
        return PORT_53.matcher(url).find();
    }
}
