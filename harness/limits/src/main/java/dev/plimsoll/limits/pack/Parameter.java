package dev.plimsoll.limits.pack;

import dev.plimsoll.model.scenario.Quantities;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that a pack may say to a probe.
 *
 * @param required whether a limit that leaves it out is refused
 * @param otherwise what holds if it is left out; empty if then there is none
 * @param help for people who write packs
 */
public record Parameter(String name, Kind kind, boolean required, Optional<Object> otherwise, String help) {
    public Parameter {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(otherwise, "otherwise");
        Objects.requireNonNull(help, "help");
        if (otherwise.isPresent() && !kind.takes(otherwise.get())) {
            throw new IllegalArgumentException(name + " is " + kind.form() + " by default, not " + otherwise.get());
        }
    }

    public static Parameter required(String name, Kind kind, String help) {
        return new Parameter(name, kind, true, Optional.empty(), help);
    }

    public static Parameter optional(String name, Kind kind, Object otherwise, String help) {
        return new Parameter(name, kind, false, Optional.of(otherwise), help);
    }

    /** One that may be absent and has no default. */
    public static Parameter perhaps(String name, Kind kind, String help) {
        return new Parameter(name, kind, false, Optional.empty(), help);
    }

    /** What its values look like. */
    public enum Kind {
        WHOLE("a whole number from 0"),
        DURATION("a duration, as 500ms, 15s, 2m or 1h"),
        RATE("a rate, as 2/s or 30/m"),
        SIZE("a size, as 200B or 4KiB"),
        SHARE("a share, as 10% or 0.1"),
        AMOUNT("a number from 0, as 0.05"),
        TEXT("a text"),
        FLAG("true or false"),
        LIST("a list"),
        MAP("a map");

        private final String form;

        Kind(String form) {
            this.form = form;
        }

        /** To be read after "write". */
        public String form() {
            return form;
        }

        /** Whether a JSON value is one of these. */
        public boolean takes(Object value) {
            return switch (this) {
                case WHOLE -> isWhole(value);
                case DURATION ->
                    value instanceof String text && Quantities.duration(text).isPresent();
                case RATE ->
                    value instanceof String text && Quantities.rate(text).isPresent();
                case SIZE ->
                    value instanceof String text && Quantities.size(text).isPresent();
                case SHARE ->
                    (value instanceof String || value instanceof Number)
                            && Quantities.share(value.toString()).isPresent();
                case AMOUNT -> value instanceof Number number && number.doubleValue() >= 0;
                case TEXT -> value instanceof String;
                case FLAG -> value instanceof Boolean;
                case LIST -> value instanceof List;
                case MAP -> value instanceof Map;
            };
        }

        private static boolean isWhole(Object value) {
            boolean whole = value instanceof Integer || value instanceof Long || value instanceof BigInteger;
            return whole
                    && new BigInteger(value.toString()).signum() >= 0
                    && new BigInteger(value.toString()).bitLength() < 63;
        }
    }
}
