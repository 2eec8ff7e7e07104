package dev.plimsoll.model.limit;

import java.util.Locale;
import java.util.Objects;

/** A limit's value. Never negative. */
public record Quantity(long value, LimitUnit unit) {
    public Quantity {
        Objects.requireNonNull(unit, "unit");
        if (value < 0) {
            throw new IllegalArgumentException("a limit of " + value);
        }
    }

    /** {@code 100 connections}, {@code 100 messages per second}. */
    public String text() {
        return String.format(Locale.ROOT, "%,d", value).replace(',', '\u2009') + " "
                + unit.label().replace('-', ' ');
    }
}
