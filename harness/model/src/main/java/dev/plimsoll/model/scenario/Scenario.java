package dev.plimsoll.model.scenario;

import dev.plimsoll.model.fault.FaultPlan;
import dev.plimsoll.model.impairment.ImpairmentPlan;
import dev.plimsoll.model.limit.LimitPack;
import dev.plimsoll.model.verdict.Expectation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a person asked for, complete and checked: every default is filled in, every secret reference resolved.
 *
 * @param seed makes every share and every publish time reproducible
 * @param packs limit packs that are probed beside the load, with the values that hold for the target
 * @param impairments what happens to the paths between agents and TURN servers
 * @param faults what is done to calls on purpose, each with a verdict of its own
 */
public record Scenario(
        String name,
        String description,
        long seed,
        Target target,
        Optional<SignallingLoad> signalling,
        Optional<AgentLoad> agents,
        List<LimitSpec> limits,
        List<LimitPack> packs,
        List<Expectation> expectations,
        Optional<InfluxTarget> influx,
        GeneratorBounds generator,
        ImpairmentPlan impairments,
        FaultPlan faults) {
    public Scenario {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(signalling, "signalling");
        Objects.requireNonNull(agents, "agents");
        limits = List.copyOf(limits);
        packs = List.copyOf(packs);
        expectations = List.copyOf(expectations);
        Objects.requireNonNull(influx, "influx");
        Objects.requireNonNull(generator, "generator");
        Objects.requireNonNull(impairments, "impairments");
        Objects.requireNonNull(faults, "faults");
    }

    /** Without impairments and faults. */
    public Scenario(
            String name,
            String description,
            long seed,
            Target target,
            Optional<SignallingLoad> signalling,
            Optional<AgentLoad> agents,
            List<LimitSpec> limits,
            List<LimitPack> packs,
            List<Expectation> expectations,
            Optional<InfluxTarget> influx,
            GeneratorBounds generator) {
        this(
                name,
                description,
                seed,
                target,
                signalling,
                agents,
                limits,
                packs,
                expectations,
                influx,
                generator,
                ImpairmentPlan.NONE,
                FaultPlan.NONE);
    }

    /** Packs alone: nothing but their probes uses the target. */
    public static Scenario ofPacks(String name, String description, Target target, List<LimitPack> packs) {
        return new Scenario(
                name,
                description,
                1,
                target,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                packs,
                List.of(),
                Optional.empty(),
                GeneratorBounds.USUAL);
    }

    /** A scenario of a signalling load alone. */
    public static Scenario ofLoad(String name, Target target, SignallingLoad load) {
        return new Scenario(
                name,
                "",
                1,
                target,
                Optional.of(load),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                GeneratorBounds.USUAL);
    }

    public Scenario withInflux(InfluxTarget influxTarget) {
        return new Scenario(
                name,
                description,
                seed,
                target,
                signalling,
                agents,
                limits,
                packs,
                expectations,
                Optional.of(influxTarget),
                generator,
                impairments,
                faults);
    }

    /** This scenario with another load and without its limits, whose probes would open connections beyond it. */
    public Scenario withLoadAlone(SignallingLoad load) {
        return new Scenario(
                name,
                description,
                seed,
                target,
                Optional.of(load),
                agents,
                List.of(),
                List.of(),
                expectations,
                influx,
                generator,
                impairments,
                faults);
    }
}
