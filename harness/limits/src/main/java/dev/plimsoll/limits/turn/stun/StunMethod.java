package dev.plimsoll.limits.turn.stun;

import java.util.Arrays;
import java.util.Optional;

/** What a message is about (RFC 8489 section 18.2, RFC 8656 section 17). */
public enum StunMethod {
    BINDING(0x001, "Binding"),
    ALLOCATE(0x003, "Allocate"),
    REFRESH(0x004, "Refresh"),
    SEND(0x006, "Send"),
    DATA(0x007, "Data"),
    CREATE_PERMISSION(0x008, "CreatePermission"),
    CHANNEL_BIND(0x009, "ChannelBind");

    private final int number;
    private final String label;

    StunMethod(int number, String label) {
        this.number = number;
        this.label = label;
    }

    /** The name as the standard writes it. */
    public String label() {
        return label;
    }

    /** The message type field: the class bits stand between the method's (RFC 8489 figure 3). */
    int typeWith(StunClass kind) {
        int bits = kind.bits();
        int method = (number & 0x00F) | (number & 0x070) << 1 | (number & 0xF80) << 2;
        return method | (bits & 1) << 4 | (bits & 2) << 7;
    }

    static Optional<StunMethod> ofType(int type) {
        int number = (type & 0x000F) | (type & 0x00E0) >> 1 | (type & 0x3E00) >> 2;
        return Arrays.stream(values()).filter(method -> method.number == number).findFirst();
    }

    static StunClass classOfType(int type) {
        return StunClass.of((type & 0x0010) >> 4 | (type & 0x0100) >> 7);
    }
}
