package dev.plimsoll.limits.probe.connect;

import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Reaction;
import dev.plimsoll.signalling.probe.Ended;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a service did, held against the reactions that a limit documents. Pure. */
final class Reactions {
    private Reactions() {}

    /** Those with which a connect is refused. */
    static List<Reaction> refusals(Limit limit) {
        return limit.reactions().stream()
                .filter(reaction -> reaction instanceof Reaction.HttpStatus
                        || (reaction instanceof Reaction.Close close && !close.welcomed()))
                .toList();
    }

    /** Close codes with which a connection ends that was welcomed. */
    static List<Reaction.Close> ends(Limit limit) {
        return limit.reactions().stream()
                .filter(Reaction.Close.class::isInstance)
                .map(Reaction.Close.class::cast)
                .filter(Reaction.Close::welcomed)
                .toList();
    }

    static String text(Collection<? extends Reaction> reactions) {
        return reactions.stream().map(Reaction::text).collect(Collectors.joining(" or "));
    }

    static boolean isDocumentedEnd(Limit limit, Ended ended) {
        return ended.byService()
                && ended.welcomed()
                && ends(limit).stream().anyMatch(close -> close.code() == ended.code());
    }

    /** {@code 2 x close 4001, 1 x accepted}. */
    static String counted(Collection<String> told) {
        Map<String, Integer> counts = new TreeMap<>();
        told.forEach(text -> counts.merge(text, 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " x " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
