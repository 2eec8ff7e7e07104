package dev.plimsoll.limits.probe.turn;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.limits.stage.Purse;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.limits.stage.TargetSilent;
import dev.plimsoll.limits.turn.TurnAnswer;
import dev.plimsoll.limits.turn.TurnClient;
import dev.plimsoll.limits.turn.TurnExchange;
import dev.plimsoll.limits.turn.TurnOptions;
import dev.plimsoll.limits.turn.TurnTarget;
import dev.plimsoll.limits.turn.measure.Timing;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.scenario.TurnTransport;
import dev.plimsoll.signalling.ice.TurnCredential;
import dev.plimsoll.signalling.probe.rest.RestClient;
import dev.plimsoll.signalling.probe.rest.RestExchange;
import dev.plimsoll.signalling.probe.rest.TurnCalls;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a probe gets at a target's TURN server: clients, and credentials from whatever makes them. For one thread. */
final class TurnPlace implements AutoCloseable {

    private static final int GONE_ALREADY = 404;

    private final Stage stage;
    private final TurnTarget server;
    private final TurnOptions options;
    private final Optional<RestClient> api;
    private final List<TurnClient> clients = new ArrayList<>();

    /** @throws PlimsollException NOT_READY if no URL of the target is of this transport */
    TurnPlace(Stage stage, TurnTransport transport, Duration patience) {
        this.stage = stage;
        TargetFacts.Turn turn = stage.target().turn().orElseThrow();
        this.server = TurnTarget.among(turn.urls(), transport)
                .orElseThrow(() -> new PlimsollException(
                        ExitCode.NOT_READY,
                        "the target has no TURN URL for " + transport.label(),
                        "give one, or probe another transport"));
        TurnOptions checked = TurnOptions.within(patience);
        this.options = turn.selfSigned() ? checked.acceptingAnyCertificate() : checked;
        this.api = stage.target().turnApi().map(there -> new RestClient(there.base()));
        // Registered first, so that it is closed when all credentials were revoked.
        api.ifPresent(client -> stage.whenOver("the connection to the credential API", client::close));
    }

    TurnTarget server() {
        return server;
    }

    boolean isLoopback() {
        InetSocketAddress address = new InetSocketAddress(server.host(), server.port());
        return !address.isUnresolved() && address.getAddress().isLoopbackAddress();
    }

    /** Whether credentials are made here, from a shared secret, and not by an API. */
    boolean makesCredentials() {
        return stage.target().turn().flatMap(TargetFacts.Turn::sharedSecret).isPresent();
    }

    /** On a 5-tuple of its own. What it says becomes evidence when the place is closed. */
    TurnClient client() {
        stage.spend(Purse.Coin.ALLOCATIONS, 1);
        TurnClient client = new TurnClient(server, options);
        clients.add(client);
        return client;
    }

    Timing timing() {
        return new Timing(stage.nanoClock(), stage::pause);
    }

    /** A credential of this user, or the one that there is for everybody. */
    TurnCredential credential(String user, Duration life) {
        TargetFacts.Turn turn = stage.target().turn().orElseThrow();
        if (turn.sharedSecret().isPresent()) {
            return TurnCredential.mint(
                    turn.sharedSecret().get(), user, stage.now().plus(life));
        }
        boolean given = turn.username().isPresent() && turn.password().isPresent();
        return stage.target().turnApi().isEmpty() && given
                ? new TurnCredential(turn.username().get(), turn.password().get())
                : minted(user, life);
    }

    /** One that the API can revoke. */
    TurnCredential minted(String user, Duration life) {
        Instant end = stage.now().plus(life);
        JsonNode answer = exchange(new Minting(user, life)).json();
        if (answer.isMissingNode()) {
            throw noCredential("an answer that is no JSON");
        }
        JsonNode server = answer.path("iceServers");
        JsonNode entry = server.isObject()
                ? server
                : server.valueStream()
                        .filter(one -> one.has("credential"))
                        .findFirst()
                        .orElseThrow(() -> noCredential("an answer without one"));
        if (!entry.path("username").isTextual() || !entry.path("credential").isTextual()) {
            throw noCredential("an answer without one");
        }
        TurnCredential credential = new TurnCredential(
                entry.path("username").asText(),
                new Secret(entry.path("credential").asText()));
        stage.whenOver("the TURN credential of " + user, () -> endIfGood(credential, end));
        return credential;
    }

    /** It can be revoked as long as its time is not over (Cloudflare docs, turn/generate-credentials). */
    private void endIfGood(TurnCredential credential, Instant end) throws InterruptedException {
        if (!stage.now().isBefore(end)) {
            return;
        }
        RestExchange revoked = revoke(credential);
        if (!revoked.isSuccess() && revoked.status() != GONE_ALREADY) {
            throw new IllegalStateException("HTTP " + revoked.status());
        }
    }

    private record Minting(String user, Duration life) {}

    private RestExchange exchange(Minting wanted) {
        TargetFacts.TurnApi there = stage.target().turnApi().orElseThrow(() -> noCredential("no API and no secret"));
        stage.spend(Purse.Coin.CALLS, 1);
        try {
            RestExchange exchange = api.orElseThrow()
                    .exchange(calls(there).generate(wanted.life().toSeconds(), Optional.of(wanted.user())));
            if (exchange.answer().isEmpty()) {
                throw new TargetSilent(exchange.toString());
            }
            if (!exchange.isSuccess()) {
                throw noCredential(exchange.toString());
            }
            return exchange;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw noCredential("interrupted");
        }
    }

    /** The answer to a credential's revocation. */
    RestExchange revoke(TurnCredential credential) throws InterruptedException {
        TargetFacts.TurnApi there = stage.target().turnApi().orElseThrow();
        stage.spend(Purse.Coin.CALLS, 1);
        RestExchange exchange = api.orElseThrow().exchange(calls(there).revoke(credential.username()));
        String received = exchange.answer().isPresent()
                ? "HTTP " + exchange.status()
                : exchange.result().toString();
        stage.evidence().exchange("POST .../credentials/***/revoke", received);
        return exchange;
    }

    /** What so many credentials take: each is minted, and revoked in the end. Where a secret makes them, nothing. */
    static long callsFor(long credentials, TargetFacts target) {
        boolean made = target.turn().flatMap(TargetFacts.Turn::sharedSecret).isPresent();
        return made || target.turnApi().isEmpty() ? 0 : 2 * credentials;
    }

    private static TurnCalls calls(TargetFacts.TurnApi there) {
        return new TurnCalls(there.keyId(), there.bearer());
    }

    private static PlimsollException noCredential(String why) {
        return new PlimsollException(
                ExitCode.NOT_READY, "no TURN credential could be had: " + why, "check the key of the credential API");
    }

    /** Whether there was no answer at all, or none that can be one. */
    static boolean isUnanswered(TurnAnswer answer) {
        return answer instanceof TurnAnswer.Silent || answer instanceof TurnAnswer.Broken;
    }

    /** For people. */
    static String text(TurnAnswer answer) {
        return answer instanceof TurnAnswer.Refused refused ? refused.error() + " " + refused.reason() : answer.code();
    }

    /** So that what was said is told. */
    void tell() {
        for (TurnClient client : clients) {
            for (TurnExchange exchange : client.exchanges()) {
                String[] sides = exchange.toString().split(" -> ", 2);
                stage.evidence().exchange(sides[0], sides[1]);
            }
        }
        clients.clear();
    }

    @Override
    public void close() {
        clients.forEach(TurnClient::close);
        tell();
    }
}
