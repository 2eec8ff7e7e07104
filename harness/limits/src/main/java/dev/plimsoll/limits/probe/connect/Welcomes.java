package dev.plimsoll.limits.probe.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.limits.facts.Credentials;
import dev.plimsoll.limits.pack.Parameters;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.signalling.Endpoint.Presented;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.signalling.probe.Heard;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** One probing of {@link WelcomeContents}, part by part. */
final class Welcomes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private static final Duration PONG = Duration.ofSeconds(5);

    private final Limit limit;
    private final Stage stage;
    private final Visits visits;
    private final Parameters given;
    private final CredentialKind kind;
    private final List<Greeted> greeted = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();

    Welcomes(Limit limit, Stage stage, Visits visits) {
        this.limit = limit;
        this.stage = stage;
        this.visits = visits;
        this.given = new Parameters(limit);
        this.kind = CredentialKind.of(given.text(WelcomeContents.CREDENTIAL));
    }

    /**
     * @param expiresAt of the token; empty for a key
     * @param at when its connect was decided
     */
    private record Greeted(String who, Visit visit, OptionalLong expiresAt, Instant at, List<Heard> heard) {
        ServerFrame.Welcome welcome() {
            return visit.welcome();
        }
    }

    List<Part> probe() throws InterruptedException {
        while (greeted.size() < given.whole(WelcomeContents.CONNECTIONS)) {
            greeted.add(greet("probe-" + limit.id() + "-" + greeted.size()));
        }
        boolean welcomed = welcomed();
        first();
        if (welcomed) {
            fields();
        }
        return parts;
    }

    private Greeted greet(String who) throws InterruptedException {
        Credentials credentials = visits.credentials();
        Instant end = stage.now().plus(Credentials.TOKEN_LIFE).truncatedTo(ChronoUnit.SECONDS);
        Presented presented =
                kind == CredentialKind.TOKEN ? credentials.token(claims(who, end)) : credentials.publishable();
        Visit visit = visits.connect(who, presented);
        Instant at = stage.now();
        if (visit.isAccepted()) {
            visit.connection().untilPong(0, PONG);
        }
        visit.messages().forEach(heard -> stage.evidence().exchange("", who + " heard " + heard));
        OptionalLong expiresAt =
                kind == CredentialKind.TOKEN ? OptionalLong.of(end.getEpochSecond()) : OptionalLong.empty();
        return new Greeted(who, visit, expiresAt, at, visit.messages());
    }

    private TokenClaims claims(String who, Instant end) {
        return new TokenClaims(who, end, Optional.empty(), Optional.empty(), metadata(), Map.of());
    }

    /** Through text, so that its numbers are of the kinds that a token takes. */
    private Map<String, Object> metadata() {
        if (!given.has(WelcomeContents.METADATA)) {
            return Map.of();
        }
        try {
            return JSON.readValue(JSON.writeValueAsString(given.map(WelcomeContents.METADATA)), MAP);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of JSON values is no JSON", e);
        }
    }

    private boolean welcomed() {
        boolean holds = greeted.stream().allMatch(one -> one.visit().isAccepted());
        long within = WelcomeContents.within(limit).toMillis();
        String observed = holds
                ? "at the latest after "
                        + greeted.stream()
                                .mapToLong(
                                        one -> one.visit().outcome().elapsed().toMillis())
                                .max()
                                .orElseThrow()
                        + " ms"
                : Reactions.counted(
                        greeted.stream().map(one -> one.visit().told()).toList());
        parts.add(Part.of(
                "welcomed",
                "every connection is welcomed, with all required fields",
                holds,
                "within " + within + " ms",
                observed));
        return holds;
    }

    private void first() {
        check(
                "first",
                "the welcome comes first, and once",
                one -> isWelcome(one.heard().stream().findFirst())
                        && one.heard().stream().filter(Welcomes::isWelcome).count() == 1,
                "one welcome before everything else",
                one -> one.heard().stream().map(Welcomes::type).toList().toString());
    }

    private static boolean isWelcome(Optional<Heard> heard) {
        return heard.filter(Welcomes::isWelcome).isPresent();
    }

    private static boolean isWelcome(Heard heard) {
        return heard.as(ServerFrame.Welcome.class).isPresent();
    }

    private static String type(Heard heard) {
        return heard.frame().map(frame -> frame.getClass().getSimpleName()).orElse("something unreadable");
    }

    private void fields() {
        if (kind == CredentialKind.TOKEN) {
            check(
                    "peer",
                    "the peer id is the token's subject",
                    one -> one.welcome().peerId().equals(one.who()),
                    "the subject",
                    one -> one.welcome().peerId());
        } else {
            Set<String> ids = new HashSet<>();
            check(
                    "peer",
                    "every connection of the key has a peer id of its own",
                    one -> !one.welcome().peerId().isEmpty()
                            && ids.add(one.welcome().peerId()),
                    "another one each time",
                    one -> one.welcome().peerId());
        }
        check(
                "expires",
                "it tells when the credential ends",
                one -> one.welcome().expiresAt().equals(one.expiresAt()),
                kind == CredentialKind.TOKEN ? "the token's exp" : "null",
                one -> one.welcome().expiresAt().toString());
        Duration clock = given.duration(WelcomeContents.CLOCK);
        check(
                "clock",
                "it tells the time",
                one -> apart(one).compareTo(clock) <= 0,
                "at most " + clock.toMillis() + " ms from this machine's",
                one -> apart(one).toMillis() + " ms apart");
        if (given.has(WelcomeContents.MAX_MESSAGE_SIZE)) {
            long size = given.whole(WelcomeContents.MAX_MESSAGE_SIZE);
            check(
                    "size",
                    "it tells the largest frame",
                    one -> one.welcome().maxMessageSize() == size,
                    size + " bytes",
                    one -> one.welcome().maxMessageSize() + " bytes");
        }
        if (given.has(WelcomeContents.METADATA)) {
            JsonNode wanted = JSON.valueToTree(metadata());
            check(
                    "metadata",
                    "it gives the token's metadata back",
                    one -> holds(one, wanted),
                    "every field as it is",
                    one -> one.welcome().metadata().map(JsonNode::toString).orElse("none"));
        }
    }

    /** The service's time comes in whole seconds, so anything within that second is right. */
    private static Duration apart(Greeted one) {
        Instant told = Instant.ofEpochSecond(one.welcome().serverTime());
        Duration later = Duration.between(told, one.at());
        Duration second = Duration.ofSeconds(1);
        return later.isNegative() ? later.abs() : later.compareTo(second) < 0 ? Duration.ZERO : later.minus(second);
    }

    private static boolean holds(Greeted one, JsonNode wanted) {
        return one.welcome()
                .metadata()
                .filter(told -> wanted.properties().stream()
                        .allMatch(field -> field.getValue().equals(told.get(field.getKey()))))
                .isPresent();
    }

    private void check(
            String id, String title, Predicate<Greeted> holds, String expected, Function<Greeted, String> observed) {
        List<Greeted> wrong = greeted.stream().filter(holds.negate()).toList();
        String seen = wrong.isEmpty()
                ? "so with all " + greeted.size()
                : wrong.get(0).who() + ": " + observed.apply(wrong.get(0));
        parts.add(Part.of(id, title, wrong.isEmpty(), expected, seen));
    }
}
