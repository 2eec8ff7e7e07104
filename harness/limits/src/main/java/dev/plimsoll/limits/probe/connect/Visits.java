package dev.plimsoll.limits.probe.connect;

import dev.plimsoll.limits.facts.Credentials;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.limits.pack.Parameter;
import dev.plimsoll.limits.pack.Parameter.Kind;
import dev.plimsoll.limits.pack.Parameters;
import dev.plimsoll.limits.stage.Purse;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitVerdict;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.signalling.Endpoint.Presented;
import dev.plimsoll.signalling.probe.ConnectSpec;
import dev.plimsoll.signalling.probe.ProbeConnection;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Connects that a probe makes and looks at one by one: counted by the meter like everybody's, written down as evidence, and
 * closed together. For one thread.
 */
final class Visits implements AutoCloseable {
    /** A parameter of every probe that connects. */
    static final Parameter TIMEOUT =
            Parameter.optional("timeout", Kind.DURATION, "10s", "from a connect to its welcome");

    /** What a connect takes at most where all is well, for a plan. */
    static final Duration ONE_CONNECT = Duration.ofSeconds(1);

    private final Stage stage;
    private final TargetFacts.Signalling target;
    private final Duration timeout;
    private final List<Visit> open = new ArrayList<>();

    /** @param timeout from a connect to its welcome */
    Visits(Stage stage, Duration timeout) {
        this.stage = stage;
        this.target = stage.target().signalling().orElseThrow();
        this.timeout = timeout;
    }

    /** What is made of connections, in parts. */
    @FunctionalInterface
    interface Probing {
        List<Part> probe(Visits visits) throws InterruptedException;
    }

    /** Probes with connections that are all closed when it returns. */
    static LimitVerdict judged(Limit limit, Stage stage, Duration timeout, Probing probing)
            throws InterruptedException {
        try (Visits visits = new Visits(stage, timeout)) {
            return LimitVerdict.of(
                    limit, probing.probe(visits), stage.evidence().exchanges());
        }
    }

    /** The same with the limit's own timeout. */
    static LimitVerdict judged(Limit limit, Stage stage, Probing probing) throws InterruptedException {
        return judged(limit, stage, new Parameters(limit).duration(TIMEOUT.name()), probing);
    }

    Credentials credentials() {
        return target.credentials();
    }

    /** Connects when the pace permits, with the target's own origin, and waits for what becomes of it. */
    Visit connect(String who, Presented presented) throws InterruptedException {
        return connect(who, presented, target.origin());
    }

    Visit connect(String who, Presented presented, Optional<String> origin) throws InterruptedException {
        return connectNow(who, presented, origin, stage.pace().take());
    }

    /** Connects whatever the pace says. */
    Visit connectFrom(Optional<InetAddress> source, String who, Presented presented) {
        stage.spend(Purse.Coin.CONNECTS, 1);
        return connectNow(who, presented, target.origin(), source);
    }

    /** Connects from where the pace has already said. */
    Visit connectNow(String who, Presented presented, Optional<String> origin, Optional<InetAddress> source) {
        ConnectSpec spec = ConnectSpec.of(target.endpoint(), presented).within(timeout);
        spec = origin.isPresent() ? spec.withOrigin(origin.get()) : spec;
        spec = source.isPresent() ? spec.from(source.get()) : spec;
        Visit visit = new Visit(stage, who, ProbeConnection.open(spec, stage.nanoClock()));
        if (visit.isAccepted()) {
            open.add(visit);
        }
        return visit;
    }

    /** Closes one before the others. */
    void leave(Visit visit) {
        visit.close();
        open.remove(visit);
    }

    @Override
    public void close() {
        open.forEach(Visit::close);
        open.clear();
    }
}
