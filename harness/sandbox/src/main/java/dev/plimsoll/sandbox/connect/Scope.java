package dev.plimsoll.sandbox.connect;

import dev.plimsoll.signalling.Action;
import dev.plimsoll.signalling.ChannelPattern;
import dev.plimsoll.signalling.auth.TokenClaims;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a connection may do: the key's scope, narrowed by its token's. A channel must match a pattern of both.
 *
 * @param patterns one list a level; a channel needs a match in each
 */
public record Scope(List<List<ChannelPattern>> patterns, Set<Action> actions) {
    public static final Scope EVERYTHING =
            new Scope(List.of(List.of(ChannelPattern.of("**"))), EnumSet.allOf(Action.class));

    public Scope {
        patterns = patterns.stream().map(List::copyOf).toList();
        actions = Set.copyOf(actions);
    }

    public boolean covers(String channel) {
        return patterns.stream().allMatch(level -> level.stream().anyMatch(pattern -> pattern.matches(channel)));
    }

    /** Whether every channel that a pattern matches is covered too. */
    public boolean coversPattern(String text) {
        return patterns.stream().allMatch(level -> level.stream().anyMatch(own -> isWithin(text, own)));
    }

    private static boolean isWithin(String text, ChannelPattern own) {
        boolean crossesSlashes = text.contains("**");
        return own.toString().equals(text)
                || (own.matches(text) && (!crossesSlashes || own.toString().contains("**")));
    }

    public boolean permits(Action action) {
        return actions.contains(action);
    }

    /** The same with every {@code *} read as {@code **}. */
    public Scope withStarsCrossingSlashes() {
        List<List<ChannelPattern>> wide = patterns.stream()
                .map(level -> level.stream()
                        .map(pattern -> ChannelPattern.of(pattern.toString().replace("*", "**")))
                        .toList())
                .toList();
        return new Scope(wide, actions);
    }

    public Scope narrowedBy(TokenClaims claims) {
        List<List<ChannelPattern>> levels = new ArrayList<>(patterns);
        claims.channels()
                .ifPresent(channels ->
                        levels.add(channels.stream().map(ChannelPattern::of).toList()));
        Set<Action> both = EnumSet.noneOf(Action.class);
        both.addAll(actions);
        claims.permissions().ifPresent(both::retainAll);
        return new Scope(levels, both);
    }
}
