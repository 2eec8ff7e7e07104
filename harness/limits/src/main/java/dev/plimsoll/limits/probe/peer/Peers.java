package dev.plimsoll.limits.probe.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.limits.facts.Credentials;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.Endpoint.Presented;
import dev.plimsoll.signalling.probe.ConnectReport;
import dev.plimsoll.signalling.probe.ConnectSpec;
import dev.plimsoll.signalling.probe.ProbeConnection;
import dev.plimsoll.signalling.probe.rest.RestExchange;
import dev.plimsoll.telemetry.signalling.Source;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The peers of one probing: paced when they connect, counted by the meter, closed together. For one thread. */
public final class Peers implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KEPT_FRAMES = 40_000;

    private final Stage stage;
    private final Names names;
    private final Duration patience;
    private final List<Peer> peers = new ArrayList<>();

    /** @param patience from a connect to its welcome */
    public Peers(Stage stage, Names names, Duration patience) {
        this.stage = stage;
        this.names = names;
        this.patience = patience;
    }

    /** What an attempt came to; the peer is there if it was let in. */
    public record Attempt(ConnectOutcome outcome, Optional<Peer> peer) {}

    /** The peer id that a peer of a name gets by its token. */
    public String idOf(String name) {
        return names.run() + "-" + name;
    }

    public Peer open(String name) throws InterruptedException {
        return open(name, PeerSpec.PLAIN);
    }

    /** @throws PlimsollException NOT_READY if it is not let in: then nothing can be said of what it was to try */
    public Peer open(String name, PeerSpec spec) throws InterruptedException {
        Attempt attempt = attempt(name, spec);
        return attempt.peer()
                .orElseThrow(() -> new PlimsollException(
                        ExitCode.NOT_READY,
                        "the probe's peer " + name + " was not let in: "
                                + attempt.outcome().code(),
                        "look at the limits on connecting first"));
    }

    /** Tries to connect; being refused is a result like any other. */
    public Attempt attempt(String name, PeerSpec spec) throws InterruptedException {
        return attempt(name, presented(name, spec));
    }

    private Attempt attempt(String name, Presented presented) throws InterruptedException {
        TargetFacts.Signalling target = stage.target().signalling().orElseThrow();
        ConnectSpec spec =
                ConnectSpec.of(target.endpoint(), presented).within(patience).keeping(KEPT_FRAMES);
        Optional<InetAddress> from = stage.pace().take();
        ConnectSpec placed = from.map(spec::from).orElse(spec);
        ConnectSpec whole = target.origin().map(placed::withOrigin).orElse(placed);
        ProbeConnection connection = ProbeConnection.open(whole, stage.nanoClock());
        ConnectReport report = connection.connected();
        stage.meter().connectDecided(Source.PROBES, report.outcome());
        stage.quota().heard(report.outcome().code());
        stage.evidence().exchange("connect " + name, report.outcome().code());
        if (!report.isAccepted()) {
            connection.close();
            return new Attempt(report.outcome(), Optional.empty());
        }
        Peer peer = new Peer(name, report.welcome().orElseThrow().peerId(), connection, stage);
        peers.add(peer);
        return new Attempt(report.outcome(), Optional.of(peer));
    }

    private Presented presented(String name, PeerSpec spec) throws InterruptedException {
        TargetFacts.Signalling target = stage.target().signalling().orElseThrow();
        return switch (spec.kind()) {
            case PUBLISHABLE -> target.credentials().publishable();
            case TOKEN -> signed(target.credentials(), name, spec);
            case OTHER_APP -> signed(target.otherApp().orElseThrow(), name, spec);
            case MINTED -> minted(name, spec);
        };
    }

    private Presented signed(Credentials credentials, String name, PeerSpec spec) {
        return credentials.token(spec.claims(credentials.claims(idOf(name), Credentials.TOKEN_LIFE), names));
    }

    private Presented minted(String name, PeerSpec spec) throws InterruptedException {
        ObjectNode request = JSON.createObjectNode().put("peerId", idOf(name));
        names.json(spec.claims()).properties().stream()
                .filter(entry -> !entry.getKey().equals("credential"))
                .forEach(entry -> request.set(entry.getKey(), entry.getValue()));
        try (RestCalls calls = new RestCalls(stage)) {
            RestExchange exchange = calls.signalling("POST", "/v1/tokens", Optional.of(request.toString()));
            JsonNode token = exchange.json().path("token");
            if (!token.isTextual()) {
                throw new PlimsollException(
                        ExitCode.NOT_READY,
                        "no token was minted for the probe's peer " + name + ": HTTP " + exchange.status(),
                        "look at the limits on minting first");
            }
            return new Presented.Token(new Secret(token.textValue()));
        }
    }

    /** Closes one before the others. */
    public void close(Peer peer) {
        peer.close();
    }

    @Override
    public void close() {
        peers.forEach(Peer::close);
    }
}
