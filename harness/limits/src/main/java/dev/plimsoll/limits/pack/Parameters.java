package dev.plimsoll.limits.pack;

import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.scenario.Quantities;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a limit says to its probe, typed. A limit that was read from a pack has every parameter that its probe requires or
 * has a default for, each of its kind; asking for another is a defect.
 */
public record Parameters(Limit limit) {

    public long whole(String name) {
        return ((Number) value(name)).longValue();
    }

    public Duration duration(String name) {
        return Quantities.duration(text(name)).orElseThrow();
    }

    /** Events a second. */
    public double rate(String name) {
        return Quantities.rate(text(name)).orElseThrow();
    }

    /** Bytes. */
    public int size(String name) {
        return Quantities.size(text(name)).orElseThrow();
    }

    /** From 0 to 1. */
    public double share(String name) {
        return Quantities.share(value(name).toString()).orElseThrow();
    }

    public BigDecimal amount(String name) {
        return new BigDecimal(value(name).toString());
    }

    public String text(String name) {
        return (String) value(name);
    }

    public boolean flag(String name) {
        return (Boolean) value(name);
    }

    public List<?> list(String name) {
        return (List<?>) value(name);
    }

    /** A list whose entries are taken as texts. */
    public List<String> texts(String name) {
        return list(name).stream().map(String::valueOf).toList();
    }

    public Map<?, ?> map(String name) {
        return (Map<?, ?>) value(name);
    }

    public boolean has(String name) {
        return limit.parameters().get(name) != null;
    }

    public Optional<Duration> durationIfGiven(String name) {
        return has(name) ? Optional.of(duration(name)) : Optional.empty();
    }

    private Object value(String name) {
        Object value = limit.parameters().get(name);
        if (value == null) {
            throw new IllegalStateException(limit.id() + " has no parameter " + name);
        }
        return value;
    }
}
