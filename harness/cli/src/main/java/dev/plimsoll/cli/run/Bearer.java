package dev.plimsoll.cli.run;

import dev.plimsoll.model.plan.LoadPlan;
import dev.plimsoll.model.plan.PlannedConnection;
import java.time.Duration;
import java.util.Optional;

/**
 * Who is to present a credential.
 *
 * @param publishable whether a publishable key is wanted where the target has one
 * @param tokenLife how long a token is to hold; as the service recommends if empty
 * @param presence whether a token is to permit presence
 */
record Bearer(String peerId, boolean publishable, Optional<Duration> tokenLife, boolean presence) {

    /** A peer that may do everything. */
    static Bearer of(String peerId) {
        return new Bearer(peerId, false, Optional.empty(), true);
    }

    static Bearer of(PlannedConnection connection, LoadPlan load) {
        return new Bearer(
                connection.peerId(),
                connection.publishable(),
                load.upkeep().tokenLife(),
                load.identities().presence());
    }
}
