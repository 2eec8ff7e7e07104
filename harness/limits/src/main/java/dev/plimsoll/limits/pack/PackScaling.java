package dev.plimsoll.limits.pack;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitPack;
import dev.plimsoll.model.limit.LimitUnit;
import dev.plimsoll.model.scenario.Quantities;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Packs as they hold for a target whose limits are not the documented ones: a sandbox that is scaled down, or another plan.
 * Every value that differs is told in the limit's verdict. Pure.
 */
public final class PackScaling {
    private PackScaling() {}

    /**
     * By a target's settings, as far as limits say which setting governs them ({@code scales}).
     *
     * @param settings all settings of the target by name; maps may be nested, and are reached by dotted names
     * @throws PlimsollException USAGE if a limit names a setting that is not there
     */
    public static LimitPack bySettings(LimitPack pack, Map<String, Object> settings) {
        return pack.map(limit -> {
            Limit scaled = limit;
            for (Map.Entry<String, String> scale : limit.scales().entrySet()) {
                Object setting = setting(settings, scale.getValue())
                        .orElseThrow(() -> new PlimsollException(
                                ExitCode.USAGE,
                                pack.id() + ": limit " + limit.id() + " scales with " + scale.getValue()
                                        + ", which is no setting of the target",
                                "docs/sandbox.md lists every setting"));
                scaled = with(scaled, scale.getKey(), setting, scale.getValue() + " of the target is " + setting);
            }
            return scaled;
        });
    }

    /**
     * One limit by what a person wrote of it.
     *
     * @param name {@link Limit#VALUE}, or a parameter's
     */
    public static Limit by(Limit limit, String name, Object value) {
        return with(limit, name, value, "the scenario says so");
    }

    private static Limit with(Limit limit, String name, Object value, String why) {
        if (!name.equals(Limit.VALUE)) {
            return sameDuration(limit.parameters().get(name), value) ? limit : limit.withParameter(name, value, why);
        }
        OptionalLong number = number(value, limit.documented().orElseThrow().unit());
        return limit.withValue(
                number.orElseThrow(() -> new PlimsollException(
                        ExitCode.USAGE,
                        limit.id() + " cannot be " + value,
                        "write a whole number of "
                                + limit.documented().get().unit().label())),
                why);
    }

    /** Settings of the sandbox are told in milliseconds, whatever they were written in. */
    private static boolean sameDuration(Object one, Object other) {
        return one instanceof String text
                && other instanceof String another
                && Quantities.duration(text).isPresent()
                && Quantities.duration(text).equals(Quantities.duration(another));
    }

    private static OptionalLong number(Object value, LimitUnit unit) {
        if (value instanceof Number number) {
            return OptionalLong.of(number.longValue());
        }
        Optional<Duration> duration = Quantities.duration(value.toString());
        if (duration.isEmpty()) {
            return OptionalLong.empty();
        }
        return switch (unit) {
            case SECONDS -> OptionalLong.of(duration.get().toSeconds());
            case MILLISECONDS -> OptionalLong.of(duration.get().toMillis());
            default -> OptionalLong.empty();
        };
    }

    private static Optional<Object> setting(Map<?, ?> settings, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return Optional.ofNullable(settings.get(path));
        }
        return settings.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? setting(inner, path.substring(dot + 1))
                : Optional.empty();
    }
}
