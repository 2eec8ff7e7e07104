package dev.plimsoll.telemetry.point;

/** A number that a point may carry. Every field is a float on the wire, and stays one for ever. */
public record Field(String name, Unit unit, String help) {

    /** What a field is measured in. */
    public enum Unit {
        COUNT,
        MILLISECONDS,
        SECONDS,
        BYTES,
        BITS_PER_SECOND,
        PERCENT,
        /** 0 or 1. */
        FLAG,
        /** A score on a scale of its own, which the help text names. */
        SCORE,
        /** A number that names something, as an error code does. */
        CODE
    }

    static Field count(String name, String help) {
        return new Field(name, Unit.COUNT, help);
    }

    static Field millis(String name, String help) {
        return new Field(name, Unit.MILLISECONDS, help);
    }

    static Field bytes(String name, String help) {
        return new Field(name, Unit.BYTES, help);
    }

    static Field bitrate(String name, String help) {
        return new Field(name, Unit.BITS_PER_SECOND, help);
    }

    static Field score(String name, String help) {
        return new Field(name, Unit.SCORE, help);
    }

    static Field code(String name, String help) {
        return new Field(name, Unit.CODE, help);
    }

    static Field percent(String name, String help) {
        return new Field(name, Unit.PERCENT, help);
    }

    static Field flag(String name, String help) {
        return new Field(name, Unit.FLAG, help);
    }
}
