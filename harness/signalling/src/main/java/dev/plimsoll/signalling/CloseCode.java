package dev.plimsoll.signalling;

import java.util.Arrays;
import java.util.Optional;

/**
 * The WebSocket close codes of the protocol (Metered docs, protocol/close-codes; RFC 6455 section 7.4.1 below 4000) and
 * what each obliges a client to do.
 */
public enum CloseCode {
    NORMAL(1000, Duty.NONE),
    GOING_AWAY(1001, Duty.RECONNECT),
    /** Never on the wire: the connection ended without a close frame. */
    ABNORMAL(1006, Duty.RECONNECT),
    POLICY_VIOLATION(1008, Duty.RECONNECT),
    MESSAGE_TOO_BIG(1009, Duty.RECONNECT),
    /** Sent by clients only: no welcome in time, or no frame for too long. */
    CLIENT_INACTIVITY(4000, Duty.RECONNECT),
    INVALID_TOKEN(4001, Duty.STOP),
    TOKEN_EXPIRED(4002, Duty.RECONNECT_WITH_FRESH_TOKEN),
    CHANNEL_NOT_AUTHORIZED(4003, Duty.STOP),
    OVER_CONCURRENT_LIMIT(4010, Duty.WAIT_30_SECONDS),
    OVER_MESSAGE_RATE(4011, Duty.RECONNECT),
    ACCOUNT_SUSPENDED(4012, Duty.STOP),
    ADMIN_DISCONNECT(4020, Duty.STOP);

    /** What a client owes the service after a close. */
    public enum Duty {
        NONE,
        RECONNECT,
        RECONNECT_WITH_FRESH_TOKEN,
        WAIT_30_SECONDS,
        STOP
    }

    private final int code;
    private final Duty duty;

    CloseCode(int code, Duty duty) {
        this.code = code;
        this.duty = duty;
    }

    public int code() {
        return code;
    }

    public Duty duty() {
        return duty;
    }

    public static Optional<CloseCode> of(int code) {
        return Arrays.stream(values()).filter(known -> known.code == code).findFirst();
    }
}
