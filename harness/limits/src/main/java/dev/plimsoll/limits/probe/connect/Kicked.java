package dev.plimsoll.limits.probe.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.limits.pack.Parameters;
import dev.plimsoll.limits.stage.Purse;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.probe.Ended;
import dev.plimsoll.signalling.probe.rest.RestCall;
import dev.plimsoll.signalling.probe.rest.RestClient;
import dev.plimsoll.signalling.probe.rest.RestExchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One probing of {@link Kick}, part by part. */
final class Kicked {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Limit limit;
    private final Stage stage;
    private final Visits visits;
    private final Parameters given;
    private final List<Part> parts = new ArrayList<>();

    Kicked(Limit limit, Stage stage, Visits visits) {
        this.limit = limit;
        this.stage = stage;
        this.visits = visits;
        this.given = new Parameters(limit);
    }

    List<Part> probe() throws InterruptedException {
        List<Visit> kicked = new ArrayList<>();
        while (kicked.size() < given.whole(Kick.CONNECTIONS)) {
            kicked.add(visits.connect(peer(), visits.credentials().token(peer())));
        }
        String other = peer() + "-other";
        Visit bystander = visits.connect(other, visits.credentials().token(other));
        if (!bystander.isAccepted() || !kicked.stream().allMatch(Visit::isAccepted)) {
            List<String> told = new ArrayList<>(kicked.stream().map(Visit::told).toList());
            told.add(bystander.told());
            parts.add(new Part(
                    "open", "several connections are open", Verdict.INVALID, "accepted", Reactions.counted(told)));
            return parts;
        }
        TargetFacts.Rest rest = stage.target().rest().orElseThrow();
        try (RestClient client = new RestClient(rest.base())) {
            answered("answer", "the call tells how many it ended", call(client, peer()), kicked.size());
            closed(kicked);
            stays(bystander);
            answered("absent", "to end nobody is no error", call(client, peer() + "-absent"), 0);
        }
        return parts;
    }

    private String peer() {
        return "probe-" + limit.id();
    }

    private RestExchange call(RestClient client, String peer) throws InterruptedException {
        String path = given.text(Kick.PATH).replace(Kick.PEER, Endpoint.encode(peer));
        RestCall call = RestCall.of(given.text(Kick.METHOD), path)
                .bearer(stage.target().rest().orElseThrow().bearer());
        stage.spend(Purse.Coin.CALLS, 1);
        RestExchange exchange = client.exchange(call);
        stage.quota().heard(Integer.toString(exchange.status()));
        stage.evidence()
                .exchange(
                        call.toString(),
                        exchange.answer().map(answer -> answer.describe()).orElse(exchange.toString()));
        return exchange;
    }

    private void answered(String id, String title, RestExchange exchange, int count) {
        boolean counted = given.has(Kick.COUNT);
        String expected = "success" + (counted ? ", " + given.text(Kick.COUNT) + ": " + count : "");
        Optional<String> told = exchange.answer().flatMap(answer -> field(answer.body()));
        boolean holds = exchange.isSuccess() && (!counted || told.equals(Optional.of(Integer.toString(count))));
        String observed = "HTTP " + exchange.status()
                + (counted ? ", " + given.text(Kick.COUNT) + ": " + told.orElse("not told") : "");
        parts.add(Part.of(id, title, holds, expected, observed));
    }

    private Optional<String> field(String body) {
        if (!given.has(Kick.COUNT)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readTree(body).get(given.text(Kick.COUNT)))
                    .map(node -> node.asText());
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }

    private void closed(List<Visit> kicked) throws InterruptedException {
        Duration within = given.duration(Kick.WITHIN);
        long deadline = stage.nanos() + within.toNanos();
        List<Optional<Ended>> ends = new ArrayList<>();
        for (Visit visit : kicked) {
            ends.add(visit.awaitEnd(Duration.ofNanos(Math.max(0, deadline - stage.nanos()))));
        }
        boolean holds = ends.stream()
                .allMatch(end -> end.filter(ended -> Reactions.isDocumentedEnd(limit, ended))
                        .isPresent());
        String expected =
                kicked.size() + " x " + Reactions.text(Reactions.ends(limit)) + " within " + within.toMillis() + " ms";
        String observed = Reactions.counted(ends.stream()
                .map(end -> end.map(Visit::told).orElse("still open"))
                .toList());
        parts.add(Part.of("closed", "every connection of the peer is closed", holds, expected, observed));
    }

    private void stays(Visit bystander) {
        String observed = bystander.connection().ended().map(Visit::told).orElse("open");
        boolean open = bystander.connection().isOpen();
        parts.add(Part.of("others", "a connection of another peer stays", open, "open", observed));
    }
}
