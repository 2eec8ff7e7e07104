package dev.plimsoll.limits.probe.turn;

import dev.plimsoll.limits.pack.Parameters;
import dev.plimsoll.limits.turn.AddressFamily;
import dev.plimsoll.limits.turn.TurnAnswer;
import dev.plimsoll.limits.turn.measure.AllocationRules;
import dev.plimsoll.limits.turn.measure.AllocationRules.StaleNonce;
import dev.plimsoll.limits.turn.measure.Sequel;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One probing of a rule. For one thread. */
final class AllocationRuleRun {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final int DISCARD_PORT = 9;
    /** Documentation's own address (RFC 5737): nobody is there, and no packet is sent to it. */
    private static final InetSocketAddress NOBODY = new InetSocketAddress("192.0.2.1", DISCARD_PORT);

    private final Limit limit;
    private final Parameters given;
    private final TurnPlace place;
    private final AllocationRules rules;

    AllocationRuleRun(Limit limit, TurnPlace place) {
        this.limit = limit;
        this.given = new Parameters(limit);
        this.place = place;
        this.rules = new AllocationRules(place::client, place.credential("plimsoll-" + limit.id(), LIFE));
    }

    List<Part> probe(Rule rule) throws InterruptedException {
        return switch (rule) {
            case SECOND_ALLOCATE ->
                List.of(sequel("second", "a second Allocate on one 5-tuple", rules.secondAllocate()));
            case REFRESH_OF_NOTHING -> List.of(answer("refresh", "a Refresh of nothing", rules.refreshOfNothing()));
            case REFRESH_BY_ANOTHER ->
                List.of(sequel("refresh", "a Refresh by another user", rules.refreshAs(another())));
            case PERMISSION_BY_ANOTHER ->
                List.of(sequel(
                        "permission", "a CreatePermission by another user", rules.permissionAs(another(), NOBODY)));
            case FOREIGN_NONCE -> stale("a nonce that was never given", rules.foreignNonce());
            case AGED_NONCE -> aged();
            case LIFETIME -> List.of(lifetime());
            case IPV6_RELAY -> List.of(family());
            case PERMISSION -> peers("CreatePermission", rules.permissions(addresses()));
            case CHANNEL -> peers("ChannelBind", rules.channels(addresses()));
        };
    }

    private TurnCredential another() {
        return place.credential("plimsoll-other", LIFE);
    }

    private Part answer(String id, String title, TurnAnswer answer) {
        return Part.of(
                id,
                title,
                TurnParameters.isDocumented(limit, answer),
                TurnParameters.documented(limit),
                TurnPlace.text(answer));
    }

    private Part sequel(String id, String title, Sequel sequel) {
        return sequel.then().map(then -> answer(id, title, then)).orElseGet(() -> notLearnt(id, title, sequel.first()));
    }

    private Part notLearnt(String id, String title, TurnAnswer first) {
        return new Part(
                id,
                title,
                TurnPlace.isUnanswered(first) ? Verdict.FAIL : Verdict.INVALID,
                TurnParameters.documented(limit),
                "the Allocate before it was not granted: " + TurnPlace.text(first));
    }

    private List<Part> stale(String title, StaleNonce found) {
        List<Part> parts = new ArrayList<>();
        parts.add(sequel("stale", title, found.sequel()));
        Optional<TurnAnswer> renewed = found.renewed();
        renewed.ifPresent(answer -> parts.add(Part.of(
                "renewed",
                "the same with the nonce of the refusal",
                answer.isGranted(),
                "granted",
                TurnPlace.text(answer))));
        return parts;
    }

    private List<Part> aged() throws InterruptedException {
        Duration limitOfAge =
                Duration.ofSeconds(limit.documented().orElseThrow().value());
        Duration slack = given.duration(AllocationRule.SLACK);
        Duration young =
                limitOfAge.compareTo(slack) > 0 ? limitOfAge.minus(slack).dividedBy(2) : Duration.ZERO;
        List<Part> parts = new ArrayList<>();
        Sequel before = rules.agedNonce(young, place.timing()).sequel();
        parts.add(before.then()
                .map(then -> Part.of(
                        "young",
                        "a nonce of " + young.toMillis() + " ms",
                        then.isGranted(),
                        "granted",
                        TurnPlace.text(then)))
                .orElseGet(() -> notLearnt("young", "a young nonce", before.first())));
        Duration old = limitOfAge.plus(slack);
        parts.addAll(stale("a nonce of " + old.toMillis() + " ms", rules.agedNonce(old, place.timing())));
        return parts;
    }

    private Part lifetime() {
        Duration asked = given.duration(AllocationRule.ASK);
        Duration expected = Duration.ofSeconds(limit.documented().orElseThrow().value());
        TurnAnswer answer = rules.allocateFor(asked);
        Optional<Duration> granted =
                answer instanceof TurnAnswer.Granted yes ? yes.lifetime() : Optional.<Duration>empty();
        return Part.of(
                "granted",
                "the lifetime where " + asked.toSeconds() + " s are asked for",
                granted.equals(Optional.of(expected)),
                expected.toSeconds() + " s",
                granted.map(time -> time.toSeconds() + " s").orElseGet(() -> TurnPlace.text(answer)));
    }

    /** Where it is granted, the relay must be of IPv4 all the same. */
    private Part family() {
        TurnAnswer answer = rules.allocate(AddressFamily.IPV6);
        Optional<InetSocketAddress> relayed =
                answer instanceof TurnAnswer.Granted yes ? yes.relayed() : Optional.<InetSocketAddress>empty();
        boolean isIpv4 = relayed.map(address -> AddressFamily.of(address) == AddressFamily.IPV4)
                .orElse(true);
        return Part.of(
                "relay",
                "an Allocate that asks for IPv6",
                TurnParameters.isDocumented(limit, answer) && isIpv4,
                TurnParameters.documented(limit) + ", with a relay of IPv4 if granted",
                TurnPlace.text(answer) + (relayed.isEmpty() ? "" : isIpv4 ? " a relay of IPv4" : " a relay of IPv6"));
    }

    private List<InetSocketAddress> addresses() {
        return given.texts(AllocationRule.PEERS).stream()
                .map(address -> new InetSocketAddress(address, DISCARD_PORT))
                .toList();
    }

    private List<Part> peers(String what, List<Sequel> sequels) {
        List<Part> parts = new ArrayList<>();
        List<String> peers = given.texts(AllocationRule.PEERS);
        for (int i = 0; i < sequels.size(); i++) {
            parts.add(sequel(
                    "peer-" + peers.get(i).replaceAll("[^0-9a-fA-F]", "-"),
                    what + " for " + peers.get(i),
                    sequels.get(i)));
        }
        return parts;
    }
}
