package dev.plimsoll.limits.probe.turn;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Rules of an allocation that can be put to the test. */
enum Rule {
    /** A second Allocate on a 5-tuple that has an allocation. */
    SECOND_ALLOCATE,
    /** A Refresh where nothing was allocated. */
    REFRESH_OF_NOTHING,
    /** A Refresh by another user than the allocation's. */
    REFRESH_BY_ANOTHER,
    /** A CreatePermission by another user than the allocation's. */
    PERMISSION_BY_ANOTHER,
    /** A nonce that the server never gave. */
    FOREIGN_NONCE,
    /** A nonce that is older than the value, in seconds. */
    AGED_NONCE,
    /** Which lifetime is granted, in seconds, where another is asked for. */
    LIFETIME,
    /** A relayed address of IPv6. */
    IPV6_RELAY,
    /** CreatePermission for peers. */
    PERMISSION,
    /** ChannelBind for peers. */
    CHANNEL;

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(Rule::label).toList();
    }

    /** @throws IllegalArgumentException if there is none */
    static Rule of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    boolean takesValue() {
        return this == AGED_NONCE || this == LIFETIME;
    }

    boolean takesPeers() {
        return this == PERMISSION || this == CHANNEL;
    }

    boolean takesTwoUsers() {
        return this == REFRESH_BY_ANOTHER || this == PERMISSION_BY_ANOTHER;
    }
}
