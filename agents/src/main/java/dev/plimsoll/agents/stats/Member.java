package dev.plimsoll.agents.stats;

import java.util.Locale;

/** A member of getStats that is read (W3C webrtc-stats), with the name that the library gives it. */
public enum Member {
    CURRENT_ROUND_TRIP_TIME(Kind.SECONDS),
    AVAILABLE_OUTGOING_BITRATE(Kind.VALUE),
    SELECTED_CANDIDATE_PAIR_CHANGES(Kind.COUNTER),
    BYTES_SENT(Kind.COUNTER),
    BYTES_RECEIVED(Kind.COUNTER),
    PACKETS_SENT(Kind.COUNTER),
    PACKETS_RECEIVED(Kind.COUNTER),
    /** May fall: a packet that was counted as lost may still come. */
    PACKETS_LOST(Kind.BALANCE),
    PACKETS_DISCARDED(Kind.COUNTER),
    JITTER(Kind.SECONDS),
    JITTER_BUFFER_DELAY(Kind.SECONDS_COUNTER),
    JITTER_BUFFER_TARGET_DELAY(Kind.SECONDS_COUNTER),
    JITTER_BUFFER_EMITTED_COUNT(Kind.COUNTER),
    TOTAL_SAMPLES_RECEIVED(Kind.COUNTER),
    CONCEALED_SAMPLES(Kind.COUNTER),
    SILENT_CONCEALED_SAMPLES(Kind.COUNTER),
    CONCEALMENT_EVENTS(Kind.COUNTER),
    NACK_COUNT(Kind.COUNTER),
    PLI_COUNT(Kind.COUNTER),
    FRAMES_RECEIVED(Kind.COUNTER),
    FRAMES_DECODED(Kind.COUNTER),
    FRAMES_DROPPED(Kind.COUNTER),
    FRAMES_ENCODED(Kind.COUNTER),
    FRAMES_SENT(Kind.COUNTER),
    FRAME_WIDTH(Kind.VALUE),
    FRAME_HEIGHT(Kind.VALUE),
    FREEZE_COUNT(Kind.COUNTER),
    TOTAL_FREEZES_DURATION(Kind.SECONDS_COUNTER),
    TOTAL_DECODE_TIME(Kind.SECONDS_COUNTER),
    TOTAL_ENCODE_TIME(Kind.SECONDS_COUNTER),
    RETRANSMITTED_PACKETS_SENT(Kind.COUNTER),
    TARGET_BITRATE(Kind.VALUE),
    /** Of the far end's reports on what is sent. */
    REMOTE_ROUND_TRIP_TIME("roundTripTime", Kind.SECONDS),
    REMOTE_PACKETS_LOST("packetsLost", Kind.BALANCE),
    REMOTE_JITTER("jitter", Kind.SECONDS),
    REMOTE_FRACTION_LOST("fractionLost", Kind.VALUE),
    /** Of the map of durations in which the quality was held down. */
    LIMITED_BY_CPU("cpu", Kind.SECONDS_COUNTER),
    LIMITED_BY_BANDWIDTH("bandwidth", Kind.SECONDS_COUNTER);

    private final String wire;
    private final Kind kind;

    private enum Kind {
        /** As it is now. */
        VALUE,
        SECONDS,
        /** Grows from zero; smaller than before only when it began anew. */
        COUNTER,
        SECONDS_COUNTER,
        /** Counted up and down. */
        BALANCE
    }

    Member(Kind kind) {
        this.wire = camelCase(name());
        this.kind = kind;
    }

    Member(String wire, Kind kind) {
        this.wire = wire;
        this.kind = kind;
    }

    /** The name that getStats uses. */
    public String wire() {
        return wire;
    }

    boolean onlyGrows() {
        return kind == Kind.COUNTER || kind == Kind.SECONDS_COUNTER;
    }

    boolean isCounted() {
        return onlyGrows() || kind == Kind.BALANCE;
    }

    /** Seconds are read as milliseconds. */
    double scale() {
        return kind == Kind.SECONDS || kind == Kind.SECONDS_COUNTER ? 1e3 : 1;
    }

    private static String camelCase(String name) {
        StringBuilder text = new StringBuilder();
        for (String word : name.toLowerCase(Locale.ROOT).split("_", -1)) {
            text.append(text.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return text.toString();
    }
}
