package dev.plimsoll.signalling.probe;

import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.signalling.http.HttpAnswer;
import java.util.Objects;
import java.util.Optional;

/**
 * All that one attempt to connect showed, up to the event that decided it.
 *
 * @param answer to the upgrade, its body included if it was refused; empty if none came or it was no HTTP
 * @param welcome of an accepted connection
 */
public record ConnectReport(
        ConnectOutcome outcome, Optional<HttpAnswer> answer, Optional<ServerFrame.Welcome> welcome, Timeline timeline) {
    public ConnectReport {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(answer, "answer");
        Objects.requireNonNull(welcome, "welcome");
        Objects.requireNonNull(timeline, "timeline");
    }

    public boolean isAccepted() {
        return outcome instanceof ConnectOutcome.Accepted;
    }
}
