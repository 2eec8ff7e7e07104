package dev.plimsoll.sandbox.hub;

import dev.plimsoll.signalling.ChannelPattern;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The channels of one app that somebody subscribes to. A name with a {@code *} that is subscribed to is a pattern as well,
 * and receives what is published on every channel that it matches. For the hub's thread.
 */
final class Channels {
    private final Herald herald;
    private final Map<String, Channel> byName = new HashMap<>();
    private final Map<String, ChannelPattern> patterns = new LinkedHashMap<>();

    Channels(Herald herald) {
        this.herald = herald;
    }

    void join(Connection connection, String name) {
        byName.computeIfAbsent(name, n -> new Channel(n, herald)).join(connection);
        if (name.indexOf('*') >= 0 && herald.rules().config().wildcardSubscribe()) {
            patterns.computeIfAbsent(name, ChannelPattern::of);
        }
    }

    void leave(Connection connection, String name) {
        Channel channel = byName.get(name);
        if (channel != null) {
            channel.leave(connection);
            if (channel.isEmpty()) {
                byName.remove(name);
                patterns.remove(name);
            }
        }
    }

    List<dev.plimsoll.signalling.frame.ServerFrame.Member> members(String name) {
        Channel channel = byName.get(name);
        return channel == null ? List.of() : channel.members();
    }

    /** A channel of another name that somebody subscribes to. */
    Optional<Channel> another(String name) {
        return byName.values().stream()
                .filter(channel -> !channel.name().equals(name))
                .filter(channel -> !channel.subscribers().isEmpty())
                .findFirst();
    }

    int subscribers(String name) {
        Channel channel = byName.get(name);
        return channel == null ? 0 : channel.subscribers().size();
    }

    /** Hands over each connection that a publish on this channel reaches, once, and the name it subscribed under. */
    void forEachReceiver(String name, BiConsumer<Connection, String> receiver) {
        Channel exact = byName.get(name);
        if (exact != null) {
            exact.subscribers().forEach(subscriber -> receiver.accept(subscriber, name));
        }
        if (!patterns.isEmpty()) {
            Map<Connection, String> byPattern = new LinkedHashMap<>();
            patterns.forEach((text, pattern) -> {
                if (!text.equals(name) && pattern.matches(name)) {
                    byName.get(text).subscribers().forEach(subscriber -> byPattern.putIfAbsent(subscriber, text));
                }
            });
            byPattern.forEach((subscriber, text) -> {
                if (!subscriber.subscriptions().containsKey(name)) {
                    receiver.accept(subscriber, text);
                }
            });
        }
    }
}
