package dev.plimsoll.limits;

import dev.plimsoll.limits.facts.Fact;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.limits.probe.turn.TurnTransports;
import dev.plimsoll.limits.turn.TurnAnswer;
import dev.plimsoll.limits.turn.TurnClient;
import dev.plimsoll.limits.turn.TurnOptions;
import dev.plimsoll.limits.turn.TurnRequest;
import dev.plimsoll.limits.turn.TurnTarget;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitPack;
import dev.plimsoll.model.limit.PackPlan;
import dev.plimsoll.signalling.probe.rest.RestCall;
import dev.plimsoll.signalling.probe.rest.RestClient;
import dev.plimsoll.signalling.probe.rest.RestExchange;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a target answers at every address that packs will use, before anything is counted against it. It asks without
 * credentials, and for nothing: a GET of {@code /}, whatever status that has, and a TURN Refresh that is refused.
 */
public final class Reach {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PackPlanner planner;
    private final Duration patience;

    public Reach(Probes probes) {
        this(probes, PATIENCE);
    }

    /** @param patience for each address */
    Reach(Probes probes, Duration patience) {
        this.planner = new PackPlanner(probes);
        this.patience = patience;
    }

    /** What does not answer, a sentence each. */
    public List<String> unanswered(List<LimitPack> packs, TargetFacts target) throws InterruptedException {
        List<Limit> probed = packs.stream()
                .flatMap(pack -> planner.plan(pack, target).entries().stream())
                .filter(entry -> entry.skipped().isEmpty())
                .map(PackPlan.Entry::limit)
                .toList();
        List<String> unanswered = new ArrayList<>();
        for (URI base : bases(probed, target)) {
            http(base).ifPresent(unanswered::add);
        }
        for (TurnTarget server : servers(probed, target)) {
            turn(server, target.turn().orElseThrow().selfSigned()).ifPresent(unanswered::add);
        }
        return unanswered;
    }

    private Set<URI> bases(List<Limit> limits, TargetFacts target) {
        Set<URI> bases = new LinkedHashSet<>();
        for (Limit limit : limits) {
            for (Fact fact : planner.probes().of(limit.probe()).needs(limit)) {
                base(fact, target).ifPresent(bases::add);
            }
        }
        return bases;
    }

    private static Optional<URI> base(Fact fact, TargetFacts target) {
        return switch (fact) {
            case SIGNALLING ->
                target.signalling()
                        .map(there ->
                                URI.create(there.endpoint().base().toString().replaceFirst("^ws", "http")));
            case REST -> target.rest().map(TargetFacts.Rest::base);
            case TURN_API, TURN_USERS -> target.turnApi().map(TargetFacts.TurnApi::base);
            case REALTIMEKIT -> target.realtimeKit().map(TargetFacts.Kit::base);
            default -> Optional.empty();
        };
    }

    private Set<TurnTarget> servers(List<Limit> limits, TargetFacts target) {
        Set<TurnTarget> servers = new LinkedHashSet<>();
        for (Limit limit : limits) {
            if (planner.probes().of(limit.probe()).needs(limit).contains(Fact.TURN)) {
                target.turn()
                        .flatMap(turn -> TurnTarget.among(turn.urls(), TurnTransports.of(limit)))
                        .ifPresent(servers::add);
            }
        }
        return servers;
    }

    private Optional<String> http(URI base) throws InterruptedException {
        try (RestClient client = new RestClient(base, patience, System::nanoTime)) {
            RestExchange exchange = client.exchange(RestCall.of("GET", "/"));
            return exchange.answer().isPresent() ? Optional.empty() : Optional.of(base + ": " + exchange.result());
        }
    }

    private Optional<String> turn(TurnTarget server, boolean selfSigned) {
        TurnOptions options = TurnOptions.within(patience);
        try (TurnClient client = new TurnClient(server, selfSigned ? options.acceptingAnyCertificate() : options)) {
            TurnAnswer answer = client.ask(new TurnRequest.Refresh(Optional.of(Duration.ZERO)), Optional.empty());
            return answer.isGranted() || answer instanceof TurnAnswer.Refused
                    ? Optional.empty()
                    : Optional.of("TURN at " + server + ": "
                            + (answer instanceof TurnAnswer.Broken broken ? broken.why() : answer.code()));
        }
    }
}
