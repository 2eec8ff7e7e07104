package dev.plimsoll.limits.stage;

import dev.plimsoll.limits.facts.QuotaGauge;
import dev.plimsoll.limits.facts.TargetFacts;
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
 * @param purse what of the target the probes may use
 * @param pause waits, and says when the run is to end
 * @param nanoClock for any thread
 * @param meter counts every connection of the run, also those that others hold open
 */
public record Surroundings(
        TargetFacts target,
        QuotaGauge quota,
        SignallingMeter meter,
        InstantSource clock,
        LongSupplier nanoClock,
        Pause pause,
        Purse purse) {
    public Surroundings {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(quota, "quota");
        Objects.requireNonNull(meter, "meter");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(nanoClock, "nanoClock");
        Objects.requireNonNull(pause, "pause");
        Objects.requireNonNull(purse, "purse");
    }

    /** Of a target without a budget. */
    public Surroundings(
            TargetFacts target,
            QuotaGauge quota,
            SignallingMeter meter,
            InstantSource clock,
            LongSupplier nanoClock,
            Pause pause) {
        this(target, quota, meter, clock, nanoClock, pause, Purse.bottomless());
    }

    /** Every value that must not be told. */
    public List<Secret> secrets() {
        List<Secret> secrets = new ArrayList<>();
        target.signalling().ifPresent(there -> secrets.addAll(there.secrets()));
        target.rest().ifPresent(rest -> secrets.add(rest.bearer()));
        target.turn().flatMap(TargetFacts.Turn::password).ifPresent(secrets::add);
        target.turn().flatMap(TargetFacts.Turn::sharedSecret).ifPresent(secrets::add);
        target.turnApi().ifPresent(api -> secrets.add(api.bearer()));
        target.control().ifPresent(control -> secrets.add(control.bearer()));
        target.realtimeKit().ifPresent(kit -> secrets.add(kit.bearer()));
        return secrets;
    }
}
