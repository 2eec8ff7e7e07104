package dev.plimsoll.cli.run;

import dev.plimsoll.model.Secret;
import dev.plimsoll.model.plan.LoadPlan;
import dev.plimsoll.model.plan.PlannedConnection;
import dev.plimsoll.model.scenario.Credential;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.simulations.LoadTarget;
import dev.plimsoll.simulations.Rehearsal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a run rehearses: a service like its target that nobody measures.
 *
 * @param end gives the place up
 */
record RehearsalPlace(Endpoint endpoint, String keyId, Secret keySecret, Runnable end) implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    static boolean isWorthIt(LoadPlan load) {
        return load.whenComplete() >= Rehearsal.WORTH_IT;
    }

    /**
     * Rehearses; blocks for some seconds.
     *
     * @param scratch a folder that is there only meanwhile
     * @return the trouble there was, or empty
     */
    Optional<String> rehearse(LoadPlan load, Path scratch, InstantSource clock)
            throws IOException, InterruptedException {
        Function<Bearer, Endpoint.Presented> presenter =
                Presenter.of(new Credential.SigningKey(keyId, keySecret), clock);
        Function<PlannedConnection, Endpoint.Presented> credentials =
                connection -> presenter.apply(Bearer.of(connection.peerId()));
        try {
            return Rehearsal.at(
                    new LoadTarget(endpoint, credentials, Optional.empty(), TIMEOUT, () -> {}), load, scratch);
        } finally {
            if (Files.exists(scratch)) {
                RunFolder.delete(scratch);
            }
        }
    }

    @Override
    public void close() {
        end.run();
    }
}
