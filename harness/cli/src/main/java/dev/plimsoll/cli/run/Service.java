package dev.plimsoll.cli.run;

import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.model.result.SandboxCount;
import dev.plimsoll.signalling.Endpoint;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The target of a run, ready to be connected to. */
interface Service extends AutoCloseable {
    Endpoint endpoint();

    /** What a connection presents; a token is signed anew for each call. Safe for use by several threads. */
    Endpoint.Presented present(Bearer bearer);

    default Endpoint.Presented present(String peerId) {
        return present(Bearer.of(peerId));
    }

    /** Has it announce its end and close every connection, if it is one that can be told. Blocks. */
    void goAway();

    /** What can be done to its TURN server, if it is one of ours. */
    default Optional<TurnLever> turnLever() {
        return Optional.empty();
    }

    Optional<String> origin();

    /** What probes may know of it. */
    TargetFacts facts();

    /** Opens a place to rehearse at, which is nothing to the service itself. */
    RehearsalPlace rehearsal() throws IOException;

    /** Whether its TURN server's certificate cannot be verified. */
    boolean selfSignedTurn();

    /** The TURN servers that it tells its clients of, as far as they are known. */
    List<String> turnUrls();

    /** Processes that belong to it, by name. */
    Map<String, Long> processes();

    /** Stops it and answers what it counted itself, if it is one that does. */
    Optional<SandboxCount> stop();

    /** What went wrong with it, or empty. */
    Optional<String> trouble();

    @Override
    void close();
}
