package dev.plimsoll.sandbox.contract;

import static dev.plimsoll.sandbox.fault.Fault.*;

import dev.plimsoll.sandbox.fault.Fault;
import java.util.EnumMap;
import java.util.Map;

/** Which behaviour each planted fault breaks. Those of TURN and RealtimeKit are shown where those parts are tested. */
final class Defects {
    private static final Map<Fault, String> BROKEN_BEHAVIOUR = table();

    private Defects() {}

    /** Faults of deliveries that must show in directs as well. */
    static Map<Fault, String> brokenDirects() {
        return Map.of(
                LOSES_DELIVERIES, "D4",
                DUPLICATES_DELIVERIES, "D4",
                REORDERS_DELIVERIES, "D4",
                CORRUPTS_PAYLOADS, "D4",
                STAMPS_WRONG_SENDER, "D4",
                BINARY_DELIVERIES, "D4",
                SLOW_TAIL, "D5");
    }

    static Map<Fault, String> brokenBehaviours() {
        return BROKEN_BEHAVIOUR;
    }

    private static Map<Fault, String> table() {
        Map<Fault, String> table = new EnumMap<>(Fault.class);
        connect(table);
        messages(table);
        presenceAndLife(table);
        rest(table);
        return table;
    }

    private static void connect(Map<Fault, String> table) {
        table.put(CAP_ONE_TOO_MANY, "7");
        table.put(CAP_ONE_TOO_FEW, "7b");
        table.put(CAP_OFF, "7");
        table.put(CAP_NEVER_FREES, "7c");
        table.put(CAP_FREES_LATE, "7c");
        table.put(CAP_WRONG_CLOSE_CODE, "7");
        table.put(CAP_DROPS_CONNECTION, "7");
        table.put(CAP_REFUSES_OVER_HTTP, "7");
        table.put(CAP_WELCOMES_FIRST, "7");
        table.put(CAP_CHECKED_BEFORE_HELD, "7d");
        table.put(CAP_LEAKS_WHEN_MANY_CLOSE, "7e");
        table.put(NO_CREDENTIAL_ADMITTED, "3b");
        table.put(UNKNOWN_KEY_ADMITTED, "1b");
        table.put(METADATA_LIMITS_OFF, "1c");
        table.put(IP_LIMIT_OFF, "6");
        table.put(IP_LIMIT_ONE_TOO_MANY, "6");
        table.put(IP_LIMIT_ONE_TOO_FEW, "6");
        table.put(IP_LIMIT_NEVER_RECOVERS, "6b");
        table.put(IP_LIMIT_WRONG_STATUS, "6");
        table.put(SIGNATURE_NOT_CHECKED, "1");
        table.put(BAD_SIGNATURE_WRONG_CODE, "1");
        table.put(KID_NOT_REQUIRED, "2");
        table.put(GARBAGE_TOKEN_CLOSES, "3");
        table.put(ORIGIN_NOT_CHECKED, "4");
        table.put(SUSPENDED_ACCOUNT_ADMITTED, "8");
        table.put(EXPIRED_TOKEN_ADMITTED, "5");
        table.put(EXPIRY_NOT_ENFORCED, "12");
        table.put(EXPIRY_TOO_EARLY, "12");
        table.put(EXPIRY_TOO_LATE, "12");
        table.put(EXPIRY_WRONG_CLOSE_CODE, "5");
        table.put(WELCOME_NEVER, "9");
        table.put(WELCOME_INCOMPLETE, "9");
        table.put(WELCOME_TWICE, "9");
        table.put(WELCOME_NOT_FIRST, "9");
        table.put(WRONG_PEER_ID, "11");
        table.put(PEER_ID_REUSED, "10");
        table.put(ICE_INJECTION_OVERRIDES, "65");
    }

    private static void messages(Map<Fault, String> table) {
        table.put(LOSES_DELIVERIES, "D1");
        table.put(ACKS_THEN_LOSES, "D1");
        table.put(DUPLICATES_DELIVERIES, "D1");
        table.put(REORDERS_DELIVERIES, "D1");
        table.put(DELIVERS_TO_WRONG_CHANNEL, "D6");
        table.put(CORRUPTS_PAYLOADS, "D1");
        table.put(STAMPS_WRONG_SENDER, "D1");
        table.put(DELIVERS_ACROSS_APPS, "33");
        table.put(ECHOES_TO_PUBLISHER, "21");
        table.put(BINARY_DELIVERIES, "D1");
        table.put(SLOW_TAIL, "D2");
        table.put(LOSES_ACKS, "D3");
        table.put(DUPLICATES_ACKS, "D3");
        table.put(ACKS_UNASKED, "16");
        table.put(QUOTA_OFF, "45");
        table.put(QUOTA_CLOSES_CONNECTION, "45");
        table.put(QUOTA_BLOCKS_RECEIVING, "45");
        table.put(QUOTA_COUNTS_FAN_OUT, "46");
        table.put(RATE_LIMIT_OFF, "43");
        table.put(RATE_LIMIT_HALVED, "42b");
        table.put(RATE_LIMIT_HALF_BURST, "42");
        table.put(RATE_LIMIT_WRONG_CLOSE_CODE, "43");
        table.put(FRAME_LIMIT_OFF, "28");
        table.put(FRAME_LIMIT_TOO_LOW, "28");
        table.put(FRAME_LIMIT_WRONG_CLOSE_CODE, "28");
        table.put(CHANNEL_LIMIT_ONE_TOO_MANY, "26");
        table.put(CHANNEL_LIMIT_NEVER_FREES, "26");
        table.put(CHANNEL_NAME_ONE_TOO_LONG, "27");
        table.put(REQUEST_ID_ONE_TOO_LONG, "22c");
        table.put(UNAUTHORIZED_CHANNEL_ALLOWED, "31");
        table.put(STAR_CROSSES_SLASH, "32");
        table.put(ACTIONS_NOT_CHECKED, "30");
        table.put(RESERVED_CHANNEL_ALLOWED, "25");
        table.put(ABSENT_PEER_ACKED, "24");
        table.put(MISSING_DATA_ACKED, "23");
        table.put(MALFORMED_FRAME_CLOSES, "22");
        table.put(UNKNOWN_TYPE_IGNORED, "22b");
        table.put(UNKNOWN_ERROR_CODES, "22");
        table.put(FALLS_SILENT, "D3");
        table.put(PINGS_UNANSWERED, "47");
        table.put(SENDER_METADATA_UNASKED, "37");
        table.put(SENDER_METADATA_MISSING, "37");
    }

    private static void presenceAndLife(Map<Fault, String> table) {
        table.put(PRESENCE_SNAPSHOT_MISSING, "O5");
        table.put(PRESENCE_BEFORE_ACK, "34");
        table.put(PRESENCE_DELTA_FIRST, "O4");
        table.put(PRESENCE_LATE, "P2");
        table.put(PRESENCE_JOIN_MISSING, "35");
        table.put(PRESENCE_LEAVE_MISSING, "35b");
        table.put(PRESENCE_GHOSTS, "P1");
        table.put(PRESENCE_WITHOUT_LEFT, "36");
        table.put(PRIVATE_METADATA_LEAKS, "38");
        table.put(GOES_AWAY_UNANNOUNCED, "50");
        table.put(GOES_AWAY_WITHOUT_CLOSING, "50");
        table.put(SERVER_PINGS_MISSING, "48");
    }

    private static void rest(Map<Fault, String> table) {
        table.put(REST_429_WITHOUT_RETRY_AFTER, "R2");
        table.put(REST_SECRET_NOT_CHECKED, "67");
        table.put(REST_BODY_LIMIT_OFF, "70");
        table.put(REST_MINT_IGNORES_REQUEST, "66");
        table.put(REST_MINT_ONE_TOO_MANY, "66c");
        table.put(REST_MINT_ONE_TOO_FEW, "66c");
        table.put(REST_KICK_KEEPS_CONNECTIONS, "68");
        table.put(REST_KICK_WRONG_CLOSE_CODE, "68");
        table.put(REST_PUBLISH_UNDELIVERED, "69");
        table.put(USAGE_FROZEN, "46");
    }
}
