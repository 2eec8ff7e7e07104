package dev.plimsoll.cli.run;

import dev.plimsoll.cli.limits.Facts;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.model.result.SandboxCount;
import dev.plimsoll.model.scenario.RemoteServices;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.sandbox.Sandbox;
import dev.plimsoll.signalling.Endpoint;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A service that runs elsewhere. */
final class RemoteService implements Service {
    private final Target.Remote target;
    private final InstantSource clock;
    private final Function<Bearer, Endpoint.Presented> presenter;

    RemoteService(Target.Remote target, InstantSource clock) {
        this.target = target;
        this.clock = clock;
        this.presenter = Presenter.of(target.credential(), clock);
    }

    @Override
    public Endpoint endpoint() {
        return new Endpoint(target.url());
    }

    @Override
    public Endpoint.Presented present(Bearer bearer) {
        return presenter.apply(bearer);
    }

    @Override
    public void goAway() {
        throw new UnsupportedOperationException("a remote service is not ours to stop");
    }

    @Override
    public Optional<String> origin() {
        return target.origin();
    }

    @Override
    public TargetFacts facts() {
        return Facts.of(target, clock);
    }

    /** In this process: the target is not to hear of it. */
    @Override
    public RehearsalPlace rehearsal() {
        Sandbox stage = Sandbox.startWithoutLimits();
        return new RehearsalPlace(
                new Endpoint(stage.url()), stage.keys().keyId(), stage.keys().secret(), stage::close);
    }

    @Override
    public boolean selfSignedTurn() {
        return false;
    }

    @Override
    public List<String> turnUrls() {
        return target.services().turn().map(RemoteServices.Turn::urls).orElse(List.of());
    }

    @Override
    public Map<String, Long> processes() {
        return Map.of();
    }

    @Override
    public Optional<SandboxCount> stop() {
        return Optional.empty();
    }

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // Nothing of it belongs to the run.
    }
}
