package dev.plimsoll.signalling;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Sizes and names that the protocol fixes (Metered docs, limits-and-quotas and protocol/channels). */
public final class ProtocolLimits {
    /** Bytes of one inbound frame, everything included; beyond it the connection is closed with 1009. */
    public static final int MAX_FRAME_BYTES = 65_536;
    /** UTF-8 bytes of a channel name. */
    public static final int MAX_CHANNEL_BYTES = 256;
    /** Printable ASCII characters of a peer id. */
    public static final int MAX_PEER_ID_BYTES = 128;
    /** Characters of a request id. */
    public static final int MAX_REQUEST_ID = 128;
    /** Channels that one connection may subscribe to. */
    public static final int MAX_CHANNELS_PER_CONNECTION = 100;

    /** Serialised bytes of a token's {@code metadata} claim. */
    public static final int MAX_METADATA_BYTES = 8 * 1024;
    /** Serialised bytes of {@code peerMetadata} (protocol/rate-limits). */
    public static final int MAX_PEER_METADATA_BYTES = 4 * 1024;
    /** Patterns that a minted token may list (rest-api/tokens). */
    public static final int MAX_TOKEN_CHANNELS = 100;
    /** Entries of a minted token's permissions. */
    public static final int MAX_TOKEN_PERMISSIONS = 16;

    private static final Set<String> RESERVED = Set.of("_metered/", "_internal/", "_system/");

    private ProtocolLimits() {}

    /** 1 to 256 bytes, no control characters. */
    public static boolean isChannelName(String channel) {
        return !channel.isEmpty()
                && channel.getBytes(StandardCharsets.UTF_8).length <= MAX_CHANNEL_BYTES
                && channel.chars().noneMatch(Character::isISOControl);
    }

    /** Names under the service's own prefixes, whatever their case. */
    public static boolean isReservedChannel(String channel) {
        String lower = channel.toLowerCase(Locale.ROOT);
        return RESERVED.stream().anyMatch(lower::startsWith);
    }

    /** 1 to 128 printable ASCII characters. */
    public static boolean isPeerId(String peerId) {
        return !peerId.isEmpty()
                && peerId.length() <= MAX_PEER_ID_BYTES
                && peerId.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    }
}
