package dev.plimsoll.limits.stage;

import dev.plimsoll.limits.target.QuotaGauge;
import dev.plimsoll.limits.target.TargetFacts;
import dev.plimsoll.model.Secret;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * What probes work with, the same for all limits of a run.
 *
 * @param pause waits, and says when the run is to end
 * @param meter counts every connection of the run, also those that others hold open
 */
public record Surroundings(
        TargetFacts target,
        QuotaGauge quota,
        SignallingMeter meter,
        InstantSource clock,
        LongSupplier nanoClock,
        Pause pause) {
    public Surroundings {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(quota, "quota");
        Objects.requireNonNull(meter, "meter");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(nanoClock, "nanoClock");
        Objects.requireNonNull(pause, "pause");
    }

    List<Secret> secrets() {
        List<Secret> secrets = new ArrayList<>();
        target.signalling()
                .ifPresent(there -> secrets.addAll(there.credentials().secrets()));
        target.rest().ifPresent(rest -> secrets.add(rest.bearer()));
        target.turn().flatMap(TargetFacts.Turn::password).ifPresent(secrets::add);
        target.turnApi().ifPresent(api -> secrets.add(api.bearer()));
        target.realtimeKit().ifPresent(kit -> secrets.add(kit.bearer()));
        return secrets;
    }
}
