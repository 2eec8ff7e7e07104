package dev.plimsoll.cli;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.Target;

/** No target that is not this machine is loaded unless somebody said so. */
final class RemoteGuard {
    private RemoteGuard() {}

    /** @throws PlimsollException USAGE if the target needs a permission that was not given */
    static void refuseUnasked(Scenario scenario, boolean allowRemote) {
        if (scenario.target() instanceof Target.Remote remote && !remote.isLoopback() && !allowRemote) {
            throw new PlimsollException(
                    ExitCode.USAGE,
                    remote.url().getHost() + " is not this machine",
                    "add --allow-remote if it is yours to load");
        }
    }
}
