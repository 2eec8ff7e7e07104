package dev.plimsoll.model.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The one number of a scenario that a search varies. */
public enum Dimension {
    /** How many connections stay open. */
    CONNECTIONS("connections"),
    /** Publishes a second of all publishers together. */
    PUBLISH_RATE("publishes/s"),
    /** Connections that come in a second; for a load of arrivals. */
    ARRIVAL_RATE("arrivals/s");

    private final String unit;

    Dimension(String unit) {
        this.unit = unit;
    }

    /** As it is written on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What its values count. */
    public String unit() {
        return unit;
    }

    public static Optional<Dimension> byLabel(String label) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.label().equals(label))
                .findFirst();
    }
}
