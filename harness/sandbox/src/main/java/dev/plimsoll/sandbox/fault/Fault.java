package dev.plimsoll.sandbox.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What the sandbox can be told to do wrong, so that a probe can be shown to notice. Each is one defect that services have
 * in earnest; with none switched on the sandbox behaves as documented. The id is the name in lower case with hyphens.
 */
public enum Fault {
    CAP_ONE_TOO_MANY(Area.CONNECT, "admits one connection beyond the concurrent limit"),
    CAP_ONE_TOO_FEW(Area.CONNECT, "closes the last permitted connection with 4010"),
    CAP_OFF(Area.CONNECT, "admits any number of connections"),
    CAP_NEVER_FREES(Area.CONNECT, "keeps counting connections that have closed"),
    CAP_FREES_LATE(Area.CONNECT, "counts a connection for 5 s after it closed"),
    CAP_WRONG_CLOSE_CODE(Area.CONNECT, "closes with 1008 where 4010 is documented"),
    CAP_DROPS_CONNECTION(Area.CONNECT, "cuts TCP without a close frame (clients see 1006) where 4010 is documented"),
    CAP_REFUSES_OVER_HTTP(Area.CONNECT, "answers the upgrade with 503 where close 4010 is documented"),
    CAP_WELCOMES_FIRST(Area.CONNECT, "welcomes a connection beyond the limit, then closes it with 4010"),
    CAP_CHECKED_BEFORE_HELD(
            Area.CONNECT,
            "takes a place 50 ms after it looked whether one is free, so that connects at one moment pass the limit"),
    CAP_LEAKS_WHEN_MANY_CLOSE(Area.CONNECT, "keeps counting connections that closed within 100 ms of ten others"),
    IP_LIMIT_OFF(Area.CONNECT, "admits any number of connects from one address"),
    IP_LIMIT_ONE_TOO_MANY(Area.CONNECT, "admits one connect too many in a window"),
    IP_LIMIT_ONE_TOO_FEW(Area.CONNECT, "refuses the last permitted connect of a window"),
    IP_LIMIT_NEVER_RECOVERS(Area.CONNECT, "refuses an address for good once it passed its limit"),
    IP_LIMIT_WRONG_STATUS(Area.CONNECT, "answers 503 where 429 is documented"),
    SIGNATURE_NOT_CHECKED(Area.CONNECT, "takes a token whatever it is signed with"),
    BAD_SIGNATURE_WRONG_CODE(Area.CONNECT, "closes a bad signature with 4003 where 4001 is documented"),
    KID_NOT_REQUIRED(Area.CONNECT, "takes a token without a key id"),
    GARBAGE_TOKEN_CLOSES(Area.CONNECT, "closes an unparseable token with 1008 where HTTP 401 is documented"),
    NO_CREDENTIAL_ADMITTED(Area.CONNECT, "admits connects without token and key"),
    UNKNOWN_KEY_ADMITTED(Area.CONNECT, "takes a publishable key that does not exist for the first app's"),
    METADATA_LIMITS_OFF(Area.CONNECT, "takes tokens whose metadata and peerMetadata are of any size"),
    ORIGIN_NOT_CHECKED(Area.CONNECT, "takes a publishable key from any origin"),
    SUSPENDED_ACCOUNT_ADMITTED(Area.CONNECT, "admits connections of a suspended account"),
    EXPIRED_TOKEN_ADMITTED(Area.CONNECT, "admits a token whose time is over"),
    EXPIRY_NOT_ENFORCED(Area.CONNECT, "never closes a connection whose token ended"),
    EXPIRY_TOO_EARLY(Area.CONNECT, "closes 2 s before the documented moment"),
    EXPIRY_TOO_LATE(Area.CONNECT, "closes 2 s after the documented moment"),
    EXPIRY_WRONG_CLOSE_CODE(Area.CONNECT, "closes with 4001 where 4002 is documented"),
    WELCOME_NEVER(Area.CONNECT, "upgrades a connection and says nothing"),
    WELCOME_INCOMPLETE(Area.CONNECT, "leaves expiresAt out of the welcome"),
    WELCOME_TWICE(Area.CONNECT, "welcomes a connection twice"),
    WELCOME_NOT_FIRST(Area.CONNECT, "sends a pong before the welcome"),
    WRONG_PEER_ID(Area.CONNECT, "welcomes a token under another peer id than its subject"),
    PEER_ID_REUSED(Area.CONNECT, "gives every connection of a publishable key the same peer id"),

    LOSES_DELIVERIES(Area.MESSAGES, 1000, "loses one delivery in a thousand"),
    ACKS_THEN_LOSES(Area.MESSAGES, 100, "acknowledges one publish in a hundred and delivers it to nobody"),
    DUPLICATES_DELIVERIES(Area.MESSAGES, 1000, "delivers one delivery in a thousand twice"),
    REORDERS_DELIVERIES(Area.MESSAGES, 100, "swaps one delivery in a hundred with the next to the same subscriber"),
    DELIVERS_TO_WRONG_CHANNEL(
            Area.MESSAGES,
            100,
            "sends one delivery in a hundred to a subscriber of another channel instead, or under another name if there is none"),
    DELIVERS_ACROSS_APPS(Area.MESSAGES, "delivers publishes to subscribers of other apps too"),
    CORRUPTS_PAYLOADS(Area.MESSAGES, 100, "replaces the data of one delivery in a hundred"),
    STAMPS_WRONG_SENDER(Area.MESSAGES, 100, "names the receiver as the sender of one delivery in a hundred"),
    ECHOES_TO_PUBLISHER(Area.MESSAGES, "delivers a publish to its publisher too"),
    BINARY_DELIVERIES(Area.MESSAGES, 100, "sends one delivery in a hundred as a binary frame"),
    SLOW_TAIL(Area.MESSAGES, 100, "delays one delivery in a hundred by 500 ms"),
    LOSES_ACKS(Area.MESSAGES, 100, "leaves one request in a hundred without an answer"),
    DUPLICATES_ACKS(Area.MESSAGES, 100, "acknowledges one request in a hundred twice"),
    ACKS_UNASKED(Area.MESSAGES, "acknowledges requests without a request id"),
    QUOTA_OFF(Area.MESSAGES, "never enforces the message quota"),
    QUOTA_CLOSES_CONNECTION(Area.MESSAGES, "closes with 4011 where the error over_message_quota is documented"),
    QUOTA_BLOCKS_RECEIVING(
            Area.MESSAGES, "delivers nothing more, presence included, to a peer that was told over_message_quota"),
    QUOTA_COUNTS_FAN_OUT(Area.MESSAGES, "counts a publish once for each subscriber"),
    RATE_LIMIT_OFF(Area.MESSAGES, "takes any number of frames a second"),
    RATE_LIMIT_HALVED(Area.MESSAGES, "refills the token bucket at half the documented rate"),
    RATE_LIMIT_HALF_BURST(Area.MESSAGES, "gives the token bucket half the documented burst"),
    RATE_LIMIT_WRONG_CLOSE_CODE(Area.MESSAGES, "closes with 1008 where 4011 is documented"),
    FRAME_LIMIT_OFF(Area.MESSAGES, "takes frames beyond 64 KB"),
    FRAME_LIMIT_TOO_LOW(Area.MESSAGES, "closes frames beyond 32 KB with 1009"),
    FRAME_LIMIT_WRONG_CLOSE_CODE(Area.MESSAGES, "closes with 1008 where 1009 is documented"),
    CHANNEL_LIMIT_ONE_TOO_MANY(Area.MESSAGES, "admits 101 channels on a connection"),
    CHANNEL_LIMIT_NEVER_FREES(Area.MESSAGES, "keeps counting channels that were left"),
    CHANNEL_NAME_ONE_TOO_LONG(Area.MESSAGES, "takes channel names of 257 bytes"),
    REQUEST_ID_ONE_TOO_LONG(Area.MESSAGES, "takes request ids of 129 characters"),
    UNAUTHORIZED_CHANNEL_ALLOWED(Area.MESSAGES, "ignores the channel patterns of keys and tokens"),
    STAR_CROSSES_SLASH(Area.MESSAGES, "lets * in a pattern match across /"),
    ACTIONS_NOT_CHECKED(Area.MESSAGES, "ignores the actions of keys and tokens"),
    RESERVED_CHANNEL_ALLOWED(Area.MESSAGES, "takes reserved channel names"),
    ABSENT_PEER_ACKED(Area.MESSAGES, "acknowledges a send to a peer that is not there"),
    MISSING_DATA_ACKED(Area.MESSAGES, "takes a publish without data as null"),
    MALFORMED_FRAME_CLOSES(Area.MESSAGES, "closes with 1008 where malformed_message is documented"),
    UNKNOWN_TYPE_IGNORED(Area.MESSAGES, "answers nothing to an unknown type"),
    UNKNOWN_ERROR_CODES(Area.MESSAGES, "answers what it refuses with an error code that no document lists"),
    FALLS_SILENT(Area.MESSAGES, "neither sends nor reads after a connection's first publish, and leaves TCP open"),
    PINGS_UNANSWERED(Area.MESSAGES, "answers no ping"),
    SENDER_METADATA_UNASKED(Area.MESSAGES, "puts the sender's metadata into every message"),
    SENDER_METADATA_MISSING(Area.MESSAGES, "never puts the sender's metadata into a direct"),

    PRESENCE_SNAPSHOT_MISSING(Area.PRESENCE, "sends no roster after a subscribe"),
    PRESENCE_BEFORE_ACK(Area.PRESENCE, "sends the roster before the ack"),
    PRESENCE_DELTA_FIRST(Area.PRESENCE, "tells a newcomer of its own join before it sends the roster"),
    PRESENCE_LATE(Area.PRESENCE, "sends presence 3 s late"),
    PRESENCE_JOIN_MISSING(Area.PRESENCE, "does not tell the others who joined"),
    PRESENCE_LEAVE_MISSING(Area.PRESENCE, "does not tell the others who left"),
    PRESENCE_GHOSTS(Area.PRESENCE, "keeps peers that left in the roster"),
    PRESENCE_WITHOUT_LEFT(Area.PRESENCE, "leaves the empty array out of presence frames"),
    PRIVATE_METADATA_LEAKS(Area.PRESENCE, "shows a token's private metadata to other peers"),

    GOES_AWAY_UNANNOUNCED(Area.LIFE, "closes with 1001 without going_away"),
    GOES_AWAY_WITHOUT_CLOSING(Area.LIFE, "announces going_away and stays"),
    SERVER_PINGS_MISSING(Area.LIFE, "never pings, so dead peers stay"),

    REST_429_WITHOUT_RETRY_AFTER(Area.REST, "answers 429 without Retry-After"),
    REST_SECRET_NOT_CHECKED(Area.REST, "takes a key id without its secret"),
    REST_BODY_LIMIT_OFF(Area.REST, "takes bodies beyond 32 KB"),
    REST_MINT_IGNORES_REQUEST(Area.REST, "mints every token for 24 h with the key's whole scope"),
    REST_MINT_ONE_TOO_MANY(
            Area.REST,
            "mints tokens that live a second, list a pattern and a permission and name a peer a character too long"),
    REST_MINT_ONE_TOO_FEW(
            Area.REST,
            "refuses tokens of exactly the longest life, the most patterns and permissions, the longest peer id"),
    REST_KICK_KEEPS_CONNECTIONS(Area.REST, "counts a kicked peer's connections and closes none"),
    REST_KICK_WRONG_CLOSE_CODE(Area.REST, "closes with 1000 where 4020 is documented"),
    REST_PUBLISH_UNDELIVERED(Area.REST, "accepts a publish over REST and delivers it to nobody"),
    USAGE_FROZEN(Area.REST, "reports no messages in usage"),

    ICE_INJECTION_OVERRIDES(Area.TURN, "replaces a token's own iceServers"),
    TURN_CREDENTIAL_OUTLIVES_TTL(Area.TURN, "mints credentials that TURN accepts an hour after their time"),
    TURN_CREDENTIAL_ENDS_EARLY(Area.TURN, "mints credentials that TURN refuses from the start"),
    TURN_REVOKE_IGNORED(Area.TURN, "answers a revoke with 204 and does nothing"),
    TURN_TTL_LIMIT_OFF(Area.TURN, "mints credentials for longer than 48 h"),
    TURN_TTL_ONE_TOO_FEW(Area.TURN, "refuses a TTL of exactly 48 h"),
    TURN_TTL_LEAST_OFF(Area.TURN, "mints credentials for no time, and for less"),
    TURN_ARRAY_WHERE_OBJECT(Area.TURN, "answers generate with an array"),
    TURN_OBJECT_WHERE_ARRAY(Area.TURN, "answers generate-ice-servers with an object"),
    TURN_SECRET_NOT_CHECKED(Area.TURN, "mints credentials for who does not know the key's secret"),
    TURN_REVOKE_WRONG_STATUS(Area.TURN, "answers a revoke with 200 where 204 is documented"),
    TURN_USER_QUOTA_ONE_TOO_MANY(Area.TURN, "lets coturn grant one allocation beyond user-quota", true),
    TURN_TOTAL_QUOTA_ONE_TOO_FEW(Area.TURN, "lets coturn refuse the last permitted allocation of total-quota", true),
    TURN_CREDENTIAL_NOT_CHECKED(Area.TURN, "runs coturn so that it asks nobody for a credential (no-auth)", true),
    TURN_PEERS_NOT_DENIED(Area.TURN, "runs coturn so that it relays to multicast and link-local peers", true),
    TURN_NONCE_NEVER_STALE(Area.TURN, "runs coturn so that a nonce is good for ever (stale-nonce=0)", true),
    TURN_RATE_OFF(Area.TURN, "runs coturn so that an allocation relays any number of bytes (no max-bps)", true),
    TURN_RELAYS_IPV6(Area.TURN, "runs coturn so that it grants relays of IPv6 to who asks for one", true),
    TURN_LIFETIME_AS_ASKED(Area.TURN, "grants every lifetime that is asked for over UDP", true),
    TURN_WRONG_ERROR_CODES(Area.TURN, "answers 400 over UDP where 403, 437, 438, 441 and 486 are documented", true),

    KIT_NAME_ONE_TOO_LONG(Area.REALTIMEKIT, "takes names one character beyond their limit"),
    KIT_NAME_ONE_TOO_SHORT(Area.REALTIMEKIT, "refuses names of exactly the limit"),
    KIT_NAME_COUNTED_IN_BYTES(Area.REALTIMEKIT, "counts the bytes of names, not their characters"),
    KIT_ENROLMENT_CAPPED(Area.REALTIMEKIT, "enrols no more participants in a meeting than a session may have"),
    KIT_MISSING_ANSWERED_OK(Area.REALTIMEKIT, "answers 200 with null about what is not there"),
    KIT_SESSION_ONE_TOO_MANY(Area.REALTIMEKIT, "lets one participant too many join a session"),
    KIT_APP_SESSIONS_ONE_TOO_MANY(Area.REALTIMEKIT, "lets an app have one live session too many"),
    KIT_TOKEN_ENDS_EARLY(Area.REALTIMEKIT, "mints participant tokens for one hour instead of 24"),
    KIT_TOKEN_LEAKS(Area.REALTIMEKIT, "shows the token when a participant is read"),
    KIT_EXPIRED_TOKEN_ADMITTED(Area.REALTIMEKIT, "lets participants join with a token whose time is over"),
    KIT_DELETED_PARTICIPANT_ADMITTED(Area.REALTIMEKIT, "lets participants join that were deleted"),
    KIT_RECORDING_BOUND_OFF(Area.REALTIMEKIT, "takes any max_seconds"),
    KIT_SECOND_RECORDING_ALLOWED(Area.REALTIMEKIT, "starts a second recording unasked"),
    KIT_MAX_SECONDS_IGNORED(Area.REALTIMEKIT, "records beyond max_seconds"),
    KIT_RECORDING_OUTLIVES_SESSION(Area.REALTIMEKIT, "goes on recording when the session ended"),
    KIT_KEEP_ALIVE_BOUND_OFF(Area.REALTIMEKIT, "takes any keep-alive time"),
    KIT_KEEP_ALIVE_IGNORED(Area.REALTIMEKIT, "ends a session as soon as the last participant left"),
    KIT_REJOIN_KEEPS_SESSION_ID(Area.REALTIMEKIT, "gives a new session the id of the one before"),
    KIT_KICK_IGNORED(Area.REALTIMEKIT, "reports a kick and keeps the participant"),
    KIT_KICK_ALL_KEEPS_SESSION(Area.REALTIMEKIT, "kicks everybody and lets the session live for its keep-alive time"),
    KIT_INACTIVE_ADMITS(Area.REALTIMEKIT, "lets participants join an inactive meeting"),
    KIT_RATE_LIMIT_OFF(Area.REALTIMEKIT, "never answers 429"),
    KIT_LOCK_OUT_MISSING(Area.REALTIMEKIT, "admits calls as soon as the rate window ends, before the lock-out does"),
    KIT_RATE_HEADERS_MISSING(Area.REALTIMEKIT, "leaves the Ratelimit headers out"),
    KIT_429_WITHOUT_RETRY_AFTER(Area.REALTIMEKIT, "answers 429 without retry-after");

    /** The part of the service that a fault is in. */
    public enum Area {
        CONNECT,
        MESSAGES,
        PRESENCE,
        LIFE,
        REST,
        TURN,
        REALTIMEKIT
    }

    private final Area area;
    private final String what;
    private final boolean atStartOnly;
    private final int oneIn;

    Fault(Area area, String what) {
        this(area, what, false, 0);
    }

    Fault(Area area, String what, boolean atStartOnly) {
        this(area, what, atStartOnly, 0);
    }

    Fault(Area area, int oneIn, String what) {
        this(area, what, false, oneIn);
    }

    Fault(Area area, String what, boolean atStartOnly, int oneIn) {
        this.area = area;
        this.what = what;
        this.atStartOnly = atStartOnly;
        this.oneIn = oneIn;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Area area() {
        return area;
    }

    /** What the sandbox does with it, to be read after "the sandbox". */
    public String what() {
        return what;
    }

    /** Whether it spoils a share of all events, rather than each; then the sandbox counts those. */
    public boolean isCounted() {
        return oneIn > 0;
    }

    /** Of how many events it spoils one. */
    int oneIn() {
        return oneIn;
    }

    /** Whether it must be configured before the sandbox starts, because coturn reads it only once. */
    public boolean atStartOnly() {
        return atStartOnly;
    }

    public static Optional<Fault> of(String id) {
        return Arrays.stream(values()).filter(fault -> fault.id().equals(id)).findFirst();
    }
}
